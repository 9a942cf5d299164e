package vesper.hart.state;

/** When guest code becomes JVM bytecode. */
public enum Translation {
    /** Never: the interpreter alone. */
    NEVER,

    /** When it is hot; built off the hart threads. */
    WHEN_HOT,

    /** Before its first execution, on the hart's thread: for tests of the translator. */
    AT_ONCE,

    /** At random, as is the choice between interpreter and translated code: for tests of the ways between them. */
    AT_RANDOM
}
