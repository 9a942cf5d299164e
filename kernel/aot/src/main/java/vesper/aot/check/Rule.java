package vesper.aot.check;

import vesper.aot.Diagnostic;

/** All that kernel Java may not do: the cause, with {@code %s} for what stands there, and what to write instead. */
public enum Rule {
    // What would need a heap at run time.
    NEW_OBJECT(
            "'new %s' at run time",
            "build it in a static initialiser, or make it a @Word record; only exceptions may be thrown by 'new'"),
    NEW_ARRAY("a new array, %s, at run time", "build it in a static initialiser and index into it"),
    BOXING("boxing or unboxing, %s", "use the primitive type"),
    LAMBDA("a lambda or method reference", "write a class that implements the interface, and build it statically"),
    STRING_CONCAT("string concatenation", "print the parts one after another"),
    PATTERN_SWITCH("a switch over patterns", "write 'if' with 'instanceof', or a switch over an enum's constants"),
    STRING_SWITCH("a switch over strings, or String.hashCode", "switch over an enum or an int"),
    RECORD_METHOD("%s, which javac makes of reflection", "compare or print the record's components"),
    ENUM_VALUES("%s, which copies an array", "keep the constants in a static final array"),
    CLASS_LITERAL("a class or another constant of reflection, %s", "use an enum or an int"),

    // What would need a runtime.
    CATCH("try with catch or finally", "return a value that tells of the failure; nothing unwinds the stack"),
    SYNCHRONIZED("synchronized", "use a lock made of vesper.metal.Atomic"),
    FLOATING_POINT("float or double", "use long with a scale; the kernel leaves F and D to its processes"),
    NATIVE("the native method %s", "write it in Java, or in an @Assembly class"),
    JDK_METHOD("%s is not among the JDK's methods that compile", "write it in kernel Java"),
    JDK_FIELD("%s is a static field of the JDK", "keep what you need in a class of your own"),
    HOST_ONLY("%s is of the JVM's twin of the machine", "call vesper.metal itself"),
    ASSEMBLY_CALL("%s runs at build time only", "name its labels by Symbol.address"),
    MISSING("%s is not there", "compile all classes together"),
    INITIALIZER("the static initialiser of %s fails at build time", "make it run on the JVM without the machine"),

    // Exceptions are panics.
    THROW_VALUE("'throw' of an exception that is not made there", "write 'throw new X(\"constant\")'"),
    THROW_MESSAGE("an exception's message that is not a constant", "give a constant string, or none"),
    EXCEPTION_VALUE("an exception that is used as a value", "throw it where it is made"),

    // Words.
    WORD_SHAPE("@Word %s is no record of one long, int or word", "give it exactly one such component"),
    WORD_NULL("null for the word %s, or a question whether it is", "use a value, such as 0, that means none"),
    WORD_COMPARE("== of two words, %s", "compare their components"),
    WORD_AS_OBJECT("the word %s seen as %s", "pass its component, or a parameter of the word's own type"),
    WORD_ARRAY("an array of words, %s", "keep an array of its components and wrap an element when it is read"),

    // What has to be known at build time.
    CONSTANT_ARGUMENT("an argument of %s that is not a constant", "give the constant itself there"),
    UNKNOWN_SYMBOL("the symbol '%s' is not in the image", "define the label, or write the @Entry's or section's name"),
    ARGUMENTS("%s takes more than 8 arguments", "the psABI passes 8 in registers: put some of them into an object"),
    ENTRY("@Entry %s", "make it static, with a symbol of its own"),
    ASSEMBLY("@Assembly %s has no 'public static void assemble(Assembler)'", "add it"),

    // The heap of the build.
    HEAP_CLASS("%s holds an object of %s", "use arrays and classes of your own in what is left after the build"),
    HEAP_LAMBDA("%s holds a lambda", "put an object of an ordinary class there"),
    HEAP_STRING("%s holds a string with characters above U+00FF", "keep to Latin-1");

    private final String cause;
    private final String remedy;

    Rule(String cause, String remedy) {
        this.cause = cause;
        this.remedy = remedy;
    }

    /** With {@code %s} where a diagnostic says what stands there. */
    public String cause() {
        return cause;
    }

    public String remedy() {
        return remedy;
    }

    /** What it says of one place. */
    public Diagnostic at(String where, Object... details) {
        return new Diagnostic(where, cause.formatted(details), remedy);
    }
}
