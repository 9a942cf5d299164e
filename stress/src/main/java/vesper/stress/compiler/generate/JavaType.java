package vesper.stress.compiler.generate;

/** A type of a generated program. */
sealed interface JavaType permits JavaType.Primitive, JavaType.Word, JavaType.Named, JavaType.Array {
    /** As it is written. */
    String text();

    /** The types that are computed with. */
    enum Primitive implements JavaType {
        BOOLEAN("boolean", 1),
        BYTE("byte", 8),
        SHORT("short", 16),
        CHAR("char", 16),
        INT("int", 32),
        LONG("long", 64);

        private final String text;
        private final int bits;

        Primitive(String text, int bits) {
            this.text = text;
            this.bits = bits;
        }

        @Override
        public String text() {
            return text;
        }

        int bits() {
            return bits;
        }

        boolean isInteger() {
            return this != BOOLEAN;
        }
    }

    /** A {@code @Word} record. */
    record Word(String text, JavaType component) implements JavaType {
        /** Of the innermost word. */
        Primitive bits() {
            return component instanceof Word inner ? inner.bits() : (Primitive) component;
        }
    }

    /** A class, an interface or an enum. */
    record Named(String text) implements JavaType {}

    /** An array. */
    record Array(JavaType element) implements JavaType {
        @Override
        public String text() {
            return element.text() + "[]";
        }
    }
}
