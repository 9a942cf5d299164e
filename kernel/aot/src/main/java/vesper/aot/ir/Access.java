package vesper.aot.ir;

/**
 * How a {@code LOAD} or {@code STORE} accesses memory.
 *
 * @param width in bytes: 1, 2, 4 or 8
 * @param signed whether a load narrower than its type is sign-extended; otherwise zero-extended. An I32 load of width 4
 *     is signed.
 * @param order what orders it besides RVWMO
 * @param alias what else may touch the same bytes
 */
public record Access(int width, boolean signed, Order order, Alias alias) {
    /** Order beyond a plain access; each becomes fences by the unprivileged manual's table A.6. */
    public enum Order {
        PLAIN,
        /** A load, then {@code fence r,rw}. */
        ACQUIRE,
        /** {@code fence rw,w}, then a store. */
        RELEASE,
        /**
         * Java's {@code volatile}: {@code fence rw,rw; load; fence r,rw} and {@code fence rw,w; store; fence rw,rw}.
         */
        VOLATILE,
        /** Plain, but each access happens exactly as written: {@code Mem}'s, which may be a device's. */
        OPAQUE
    }

    /**
     * What an access may overlap with: two of them only if they are equal; none ever with an {@code IMMUTABLE} one.
     *
     * @param kind by the way of access
     * @param key the field's {@code Class.name}, the array's element descriptor, else empty
     */
    public record Alias(Kind kind, String key) {
        /** The ways of access. */
        public enum Kind {
            FIELD,
            ARRAY,
            /** By {@code Mem}: anything but objects. */
            RAW,
            /** Written before the machine starts and never again: array lengths, hubs, {@code final} fields. */
            IMMUTABLE
        }

        public static final Alias RAW = new Alias(Kind.RAW, "");
        public static final Alias IMMUTABLE = new Alias(Kind.IMMUTABLE, "");
        /** The length of an array or a string: immutable, and never negative. */
        public static final Alias LENGTH = new Alias(Kind.IMMUTABLE, "length");

        public static Alias field(String name) {
            return new Alias(Kind.FIELD, name);
        }

        public static Alias array(String element) {
            return new Alias(Kind.ARRAY, element);
        }

        @Override
        public String toString() {
            return key.isEmpty() ? kind.toString() : kind + ":" + key;
        }
    }

    /** Whether it may be left out, merged or moved like any computation. */
    public boolean isPlain() {
        return order == Order.PLAIN;
    }

    /** Such as {@code i4 ARRAY:I} and {@code u1 RAW OPAQUE}: signed or not, width, alias, and the order unless plain. */
    @Override
    public String toString() {
        return (signed ? "i" : "u") + width + " " + alias + (isPlain() ? "" : " " + order);
    }
}
