package vesper.stress.compiler;

/** Programs as class files and as an image. */
record Prepared(Parts parts, ClassFiles files, GuestImage image) {}
