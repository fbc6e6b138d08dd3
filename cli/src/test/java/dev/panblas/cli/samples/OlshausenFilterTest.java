/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rounding error of a transform of n pixels is a small multiple of log2(n) units in the last
 * place of the largest value: less than 64 units, which is far less than the effect of a bug.
 */
class OlshausenFilterTest {

  private static final double ROUNDOFF = 64 * Math.ulp(1.0);

  private static double gain(double fx, double fy) {
    double f = Math.hypot(fx, fy);
    return f * Math.exp(-Math.pow(f / 0.4, 4));
  }

  /** The inverse transform of the gain itself, summed term by term. */
  @ParameterizedTest
  @CsvSource({"2,2", "2,3", "3,2", "8,8", "7,12", "12,7", "13,17", "9,15"})
  void anImpulseBecomesTheFiltersKernel(int width, int height) {
    double[] pixels = new double[width * height];
    pixels[0] = 1;
    GreyImage filtered = OlshausenFilter.filter(new GreyImage(width, height, pixels));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int v = 0; v < height; v++) {
          for (int u = 0; u < width; u++) {
            double fx = (double) Math.min(u, width - u) / width;
            double fy = (double) Math.min(v, height - v) / height;
            sum +=
                gain(fx, fy)
                    * Math.cos(2 * Math.PI * ((double) u * x / width + (double) v * y / height));
          }
        }
        assertEquals(sum / (width * height), filtered.get(y, x), ROUNDOFF);
      }
    }
  }

  /** Even, odd and prime lengths; for the large prime the library uses another algorithm. */
  @ParameterizedTest
  @CsvSource({
    "64,48,5,3",
    "63,49,31,0",
    "101,64,50,32",
    "64,101,32,7",
    "269,131,20,65",
    "30,2,4,1"
  })
  void aWaveIsScaledByTheGainAtItsFrequency(int width, int height, int u, int v) {
    double[] wave = new double[width * height];
    double gain = gain((double) u / width, (double) v / height);
    double[] expected = new double[wave.length];
    for (int i = 0; i < wave.length; i++) {
      int x = i % width;
      int y = i / width;
      double phase = (double) u * x / width + (double) v * y / height;
      wave[i] = 3 + Math.cos(2 * Math.PI * phase);
      expected[i] = gain * Math.cos(2 * Math.PI * phase);
    }
    GreyImage image = new GreyImage(width, height, wave);
    assertArrayEquals(expected, OlshausenFilter.filter(image).pixels(), 4 * ROUNDOFF);
  }

  @Test
  void theResultHasMean0AndVariance1AndTheImageIsNotChanged() {
    Random random = new Random(5);
    double[] pixels = random.doubles(37 * 23).toArray();
    double[] before = pixels.clone();
    Picture picture = new Picture(List.of(new GreyImage(37, 23, pixels)));
    GreyImage whitened = Whitening.OLSHAUSEN.apply(picture).planes().getFirst();
    assertEquals(0, whitened.mean(), ROUNDOFF);
    assertEquals(1, whitened.variance(), ROUNDOFF);
    assertArrayEquals(before, pixels);
  }
}
