package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.Network;
import dev.panblas.bench.ReferenceGradient;
import dev.panblas.matrix.Vector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does the backpropagation alone take in other JVM libraries, in whole arrays? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class PeerBackpropBench {

  /** The library. */
  @Param({"EJML", "ojAlgo", "netlib-JNI", "netlib-Java", "ND4J"})
  public String peer = "";

  private Peer.Backprop backprop;

  /** Made by JMH, which sets the parameter and then calls {@link #prepare}. */
  public PeerBackpropBench() {}

  /** Makes activations and parameters, and checks the first result. */
  @Setup
  public void prepare() {
    Network network = NetworkArrays.network();
    ReferenceGradient reference = ReferenceGradient.of(network);
    Peer library = Peer.of(peer);
    backprop = library.backprop(NetworkArrays.of(network, reference));
    backprop.run();
    network.requireGradient(peer, Vector.of(backprop.gradient()), reference.gradient());
    ForkReport.tell(library.library());
  }

  /**
   * The backpropagation alone.
   *
   * @return the gradient in the library's own form
   */
  @Benchmark
  public Object backprop() {
    backprop.run();
    return backprop;
  }
}
