/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys web applications with Panblas in Tomcat: two that use the JavaCPP of the container, and
 * one that has its own. Asks all for products on both backends, undeploys them, requires that
 * nothing of them is left, and deploys one again. Prints the answers.
 */
public final class Container {

  /** Longer than a worker thread of Panblas lives without work. */
  private static final int MOST_SECONDS = 20;

  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  /** Tomcat's logger for what a stopped application leaves. */
  private static final Logger LOADERS = Logger.getLogger("org.apache.catalina.loader");

  private final Tomcat tomcat = new Tomcat();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

  private Container(Path work) throws IOException {
    Files.createDirectories(work.resolve("webapps"));
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0); // any that is free
    // The default has a servlet for JSP, which is another artifact.
    tomcat.setAddDefaultWebXmlToWebapp(false);
    TOMCAT.setLevel(Level.WARNING);
    LOADERS.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord log) {
            if (log.getLevel().intValue() >= Level.WARNING.intValue()) {
              warnings.add(log.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  /**
   * The program.
   *
   * @param args a folder for Tomcat, and the web application with and without JavaCPP
   */
  public static void main(String[] args) throws Exception {
    Container container = new Container(Path.of(args[0]));
    container.tomcat.getConnector();
    container.tomcat.getHost();
    container.tomcat.start();
    try {
      container.deployAndReplace(Path.of(args[1]), Path.of(args[2]));
    } finally {
      container.tomcat.stop();
      container.tomcat.destroy();
    }
  }

  private void deployAndReplace(Path complete, Path sharing) throws Exception {
    deploy("complete", complete);
    deploy("first", sharing);
    deploy("second", sharing);
    String library = ask("complete", "panama", 200);
    for (String application : List.of("first", "second")) {
      requireBoth(application, library);
    }
    require(
        ask("complete", "javacpp", 503).contains("a JNI library belongs to one class loader"),
        "javacpp must explain why it does not run with a JavaCPP of its own");
    undeploy("complete", "first", "second");
    deploy("first", sharing);
    requireBoth("first", library);
    require(warnings.isEmpty(), "Tomcat must not warn: " + warnings);
  }

  private void requireBoth(String application, String library) throws Exception {
    for (String backend : List.of("panama", "javacpp")) {
      require(library.equals(ask(application, backend, 200)), "all must use one library");
    }
  }

  private void deploy(String application, Path war) {
    tomcat.addWebapp("/" + application, war.toAbsolutePath().toString());
  }

  private String ask(String application, String backend, int status) throws Exception {
    int port = tomcat.getConnector().getLocalPort();
    URI uri = URI.create("http://localhost:" + port + "/" + application + "/?backend=" + backend);
    var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    System.out.println(application + " " + backend + ": " + answer.body().replace('\n', ' '));
    require(answer.statusCode() == status, "the status must be " + status);
    return answer.body();
  }

  /** Removes applications and waits until their class loaders are unloaded. */
  private void undeploy(String... applications) throws InterruptedException {
    Map<String, WeakReference<ClassLoader>> loaded = new TreeMap<>();
    for (String application : applications) {
      Context context = (Context) tomcat.getHost().findChild("/" + application);
      loaded.put(application, new WeakReference<>(context.getLoader().getClassLoader()));
      tomcat.getHost().removeChild(context);
    }
    for (int i = 0; i < MOST_SECONDS * 2 && !loaded.isEmpty(); i++) {
      System.gc();
      Thread.sleep(500);
      loaded.values().removeIf(loader -> loader.refersTo(null));
    }
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    require(
        loaded.isEmpty(),
        "class loaders must be unloaded, but not " + loaded.keySet() + "; threads: " + threads);
    require(
        threads.stream().noneMatch(thread -> thread.getName().contains("panblas")),
        "no thread of Panblas may be left: " + threads);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
