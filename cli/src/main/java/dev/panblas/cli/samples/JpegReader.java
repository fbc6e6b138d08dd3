/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads JPEG data with the colours that libjpeg decodes. The JDK's reader takes YCbCr for RGB if a
 * file has no JFIF marker and its components are not numbered from 1, and converts CMYK wrongly.
 */
final class JpegReader {

  private static final String METADATA = "javax_imageio_jpeg_image_1.0";

  private static final ImageReaderSpi PROVIDER = provider();

  private JpegReader() {}

  /** Not from the registry, which finds providers only by the thread's context class loader. */
  private static ImageReaderSpi provider() {
    JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
    // Lets the provider find the JDK's reader, which decodes the data for it.
    provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
    return provider;
  }

  /** Whether a stream is at the beginning of JPEG data; its position does not change. */
  static boolean canRead(ImageInputStream stream) throws IOException {
    return PROVIDER.canDecodeInput(stream);
  }

  static ImageReader create() throws IOException {
    return PROVIDER.createReaderInstance();
  }

  /**
   * Checks that the colours are grey, RGB or YCbCr, and that the file's markers agree about them.
   *
   * @throws IIOException if they are not, or the markers contradict each other
   */
  static void requireKnownColours(ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    if (raw != null && raw.getNumBands() > 3) {
      throw new IIOException("its colours are CMYK or YCCK");
    }
    IIOMetadata metadata = reader.getImageMetadata(0);
    Element root = (Element) metadata.getAsTree(METADATA);
    NodeList adobe = root.getElementsByTagName("app14Adobe");
    if (adobe.getLength() > 0
        && ((Element) adobe.item(0)).getAttribute("transform").equals("0")
        && root.getElementsByTagName("app0JFIF").getLength() > 0
        && raw != null
        && raw.getNumBands() == 3) {
      throw new IIOException(
          "its colours are YCbCr by its JFIF marker, but RGB by its Adobe marker");
    }
  }
}
