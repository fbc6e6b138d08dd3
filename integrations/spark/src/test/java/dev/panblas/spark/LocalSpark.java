/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import org.apache.spark.sql.SparkSession;

/** Spark with two threads in this process, which ends with the process. */
final class LocalSpark {

  static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2,3]") // a task may fail twice
          .appName("panblas-spark")
          .config("spark.ui.enabled", false)
          .config("spark.sql.shuffle.partitions", 3)
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.driver.host", "127.0.0.1")
          .getOrCreate();

  private LocalSpark() {}
}
