// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.picture;

import dev.touchstone.app.upload.DocumentFormat;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.CMMException;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A photo made anew: a JPEG (ITU-T T.81) in sRGB with a JFIF header and nothing else. Immutable.
///
/// @param bytes not copied: nobody changes them
/// @param width in pixels
/// @param height in pixels
@SuppressWarnings("ArrayRecordComponent")
public record Picture(byte[] bytes, int width, int height) {
    /// The media type of what comes out.
    public static final String MEDIA_TYPE = "image/jpeg";

    /// The longest side of what comes in, in pixels.
    public static final int SIDE_PIXELS_MAX = 8_200;

    private static final long PIXELS_MAX = 51_000_000;
    /// A progressive JPEG is gone over once for each of its scans; a small file can hold very
    /// many.
    private static final long PIXELS_TIMES_SCANS_MAX = 2_000_000_000;

    private static final int SECONDS_WAITED_MAX = 20;
    private static final float QUALITY_FIRST = 0.85f;
    private static final float QUALITY_STEP = 0.1f;
    private static final float QUALITY_MIN = 0.4f;
    private static final int SIDE_PIXELS_MIN = 16;
    private static final byte MARKER = (byte) 0xFF;
    private static final byte SOS = (byte) 0xDA;

    /// A picture of many pixels takes a lot of memory for a moment, so one is read at a time.
    private static final Semaphore READING = new Semaphore(1);

    /// How large a picture may become.
    ///
    /// @param sidePixelsMax its longer side; smaller pictures are not made larger
    public record Limit(int sidePixelsMax, int bytesMax) {}

    /// Makes a photo anew, once for each limit.
    ///
    /// @param file a JPEG or PNG
    /// @throws Refused FILE_EMPTY, FILE_TYPE, FILE_DAMAGED, FILE_DIMENSIONS, NO_PHOTO for a PDF or
    ///     colours that no screen shows, or UNAVAILABLE when too many photos wait
    public static List<Picture> of(byte[] file, List<Limit> limits) {
        DocumentFormat format = DocumentFormat.of(file);
        if (format == DocumentFormat.PDF) {
            throw new Refused(Code.NO_PHOTO);
        }
        int orientation =
                format == DocumentFormat.JPEG ? Orientation.of(file) : Orientation.UPRIGHT;
        int wanted = limits.stream().mapToInt(Limit::sidePixelsMax).max().orElseThrow();
        await();
        try {
            BufferedImage read = read(file, format, 2 * wanted);
            List<Picture> made = new ArrayList<>();
            for (Limit limit : limits) {
                made.add(fitted(read, orientation, limit));
            }
            return made;
        } finally {
            READING.release();
        }
    }

    private static void await() {
        try {
            if (!READING.tryAcquire(SECONDS_WAITED_MAX, TimeUnit.SECONDS)) {
                throw new Refused(Code.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.UNAVAILABLE);
        }
    }

    /// Reads every n-th pixel, so that the longer side is not much longer than needed.
    private static BufferedImage read(byte[] file, DocumentFormat format, int side) {
        ImageReader reader = ImageIO.getImageReadersByMIMEType(format.mediaType()).next();
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireSides(width, height);
            if ((long) width * height * scans(file, format) > PIXELS_TIMES_SCANS_MAX) {
                throw new Refused(Code.FILE_DAMAGED, format);
            }
            if (!reader.getImageTypes(0).hasNext()) {
                throw new Refused(Code.NO_PHOTO);
            }
            ImageReadParam every = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / side);
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ArithmeticException
                | CMMException broken) {
            throw new Refused(Code.FILE_DAMAGED, format);
        } finally {
            reader.dispose();
        }
    }

    /// How many scans a file may have: two bytes that begin one in a JPEG stand nowhere within
    /// one.
    private static int scans(byte[] file, DocumentFormat format) {
        int scans = 1;
        if (format != DocumentFormat.JPEG) {
            return scans;
        }
        for (int i = 1; i < file.length; i++) {
            if (file[i] == SOS && file[i - 1] == MARKER) {
                scans++;
            }
        }
        return scans;
    }

    private static void requireSides(int width, int height) {
        if (Math.max(width, height) > SIDE_PIXELS_MAX || (long) width * height > PIXELS_MAX) {
            throw new Refused(Code.FILE_DIMENSIONS, width + " × " + height, SIDE_PIXELS_MAX);
        }
    }

    private static Picture fitted(BufferedImage read, int orientation, Limit limit) {
        double longer = Math.max(read.getWidth(), read.getHeight());
        double scale = Math.min(1, limit.sidePixelsMax() / longer);
        while (true) {
            BufferedImage drawn = drawn(read, orientation, scale);
            for (float quality = QUALITY_FIRST; quality > QUALITY_MIN; quality -= QUALITY_STEP) {
                byte[] jpeg = jpeg(drawn, quality);
                if (jpeg.length <= limit.bytesMax()) {
                    return new Picture(jpeg, drawn.getWidth(), drawn.getHeight());
                }
            }
            if (longer * scale < SIDE_PIXELS_MIN) {
                throw new IllegalStateException("no picture is as small as " + limit);
            }
            scale *= 0.8;
        }
    }

    private static BufferedImage drawn(BufferedImage read, int orientation, double scale) {
        int width = (int) Math.max(1, Math.round(read.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(read.getHeight() * scale));
        boolean turns = Orientation.turns(orientation);
        BufferedImage drawn =
                new BufferedImage(
                        turns ? height : width, turns ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            AffineTransform placed = Orientation.upright(orientation, width, height);
            placed.scale(width / (double) read.getWidth(), height / (double) read.getHeight());
            graphics.drawImage(read, placed, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private static byte[] jpeg(BufferedImage drawn, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(MEDIA_TYPE).next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(drawn, null, null), how);
        } catch (IOException e) {
            throw new IllegalStateException("writing a JPEG to memory", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
