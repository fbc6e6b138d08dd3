/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.netlib.testing.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own, one of which is killed during the training. */
final class ClusterTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  /** What spark-submit adds for the driver, and Spark for executors. */
  private static final List<String> OPTIONS =
      List.of(JavaModuleOptions.defaultModuleOptions().split(" "));

  @TempDir private Path home;

  @BeforeEach
  void full() throws IOException {
    assumeTrue(Child.FULL, "takes a minute: mvn verify -Pexhaustive runs it");
    Files.createDirectory(home.resolve("jars")); // the jars are in the executors' class path
  }

  private Map<String, String> variables() {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "JAVA_HOME",
        JAVA.toString());
  }

  private Child start(List<String> options, Class<?> program, String... arguments)
      throws IOException {
    return Child.start(JAVA, variables(), List.of(), options, program, arguments);
  }

  private void assertSameBits(String master, int killAfter, String processes)
      throws IOException, InterruptedException {
    List<String> out = run(OPTIONS, master, killAfter);
    assertEquals("true", Child.value(out, "same"), () -> String.join("\n", out));
    assertEquals(killAfter > 0 ? "1" : "0", Child.value(out, "killed"));
    assertEquals(processes, Child.value(out, "processes"), () -> String.join("\n", out));
    assertEquals("[]", Child.value(out, "differences"));
  }

  private List<String> run(List<String> options, String master, int killAfter)
      throws IOException, InterruptedException {
    return start(options, ClusterProgram.class, master, "2", Integer.toString(killAfter)).end();
  }

  @Test
  @DisplayName("local-cluster[2,1,1024], with an executor that is killed")
  void localCluster() throws IOException, InterruptedException {
    assertSameBits("local-cluster[2,1,1024]", 0, "3");
    assertSameBits("local-cluster[2,1,1024]", 5, "4");
  }

  @Test
  @DisplayName("a driver without the module of the Vector API, which Spark's executors have")
  void differences() throws IOException, InterruptedException {
    String differences = Child.value(run(List.of(), "local-cluster[2,1,1024]", 0), "differences");
    for (String executor : List.of("executor 0: ", "executor 1: ")) {
      assertTrue(differences.contains(executor), differences);
    }
    assertTrue(differences.contains("without jdk.incubator.vector"), differences);
  }

  @Test
  @DisplayName("a master and two workers, with an executor that is killed")
  void standalone() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + port;
    List<String> ends = List.of("--host", "127.0.0.1", "--webui-port", "0");
    Process[] cluster = new Process[3];
    try {
      cluster[0] = server(Master.class, ends, "--port", Integer.toString(port));
      for (int i = 1; i < 3; i++) {
        String folder = home.resolve("worker" + i).toString();
        cluster[i] =
            server(Worker.class, ends, "-c", "1", "-m", "1g", "--work-dir", folder, master);
      }
      assertSameBits(master, 0, "3");
      assertSameBits(master, 6, "4");
    } finally {
      for (Process process : cluster) {
        if (process != null) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      }
    }
  }

  private Process server(Class<?> program, List<String> options, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(arguments));
    Process process = start(List.of(), program, all.toArray(String[]::new)).process();
    Thread reader = // so that its output does not fill the pipe
        new Thread(() -> process.inputReader().lines().forEach(System.err::println));
    reader.setDaemon(true);
    reader.start();
    return process;
  }
}
