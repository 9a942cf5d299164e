package vesper.stress.compiler.generate;

/**
 * Something that has a value: a local, a field, a parameter.
 *
 * @param text as it is written where it is in scope
 */
record Variable(String text, JavaType type, boolean assignable) {}
