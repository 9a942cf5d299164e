package vesper.aot.image;

import java.util.NavigableMap;

/**
 * An object as it lies in the image.
 *
 * @param size in bytes, the hub included
 * @param values by their offsets; zeros may be missing
 */
record Snapshot(Object object, int size, NavigableMap<Integer, Part> values) {
    /** A part of an object. */
    sealed interface Part {}

    /** The low {@code width} bytes of a number. */
    record Bits(int width, long value) implements Part {}

    /** Some bytes one after the other. */
    @SuppressWarnings("ArrayRecordComponent") // a view that its one reader doesn't change
    record Bytes(byte[] bytes) implements Part {}

    /**
     * The address of another object.
     *
     * @param path how the program names the object from here, for diagnostics
     */
    record Reference(Object object, String path) implements Part {}
}
