package dev.panblas.cli;

/** A placeholder. */
public final class Main {
  private Main() {}

  /**
   * Runs the command.
   *
   * @param args the command's arguments
   */
  public static void main(String[] args) {
    System.out.println("panblas");
  }
}
