package vesper.aot.check;

/** For each rule a program that breaks it, in the line that ends in {@code //!}. */
final class RefusedPrograms {
    private RefusedPrograms() {}

    /** The members of a class {@code Main}. */
    static String of(Rule rule) {
        return switch (rule) {
            case NEW_OBJECT,
                    NEW_ARRAY,
                    BOXING,
                    LAMBDA,
                    STRING_CONCAT,
                    PATTERN_SWITCH,
                    STRING_SWITCH,
                    RECORD_METHOD,
                    ENUM_VALUES,
                    CLASS_LITERAL -> ofLanguage(rule);
            case CATCH,
                    SYNCHRONIZED,
                    FLOATING_POINT,
                    NATIVE,
                    JDK_METHOD,
                    JDK_FIELD,
                    HOST_ONLY,
                    ASSEMBLY_CALL,
                    MISSING,
                    INITIALIZER -> ofRuntime(rule);
            case THROW_VALUE, THROW_MESSAGE, EXCEPTION_VALUE -> ofExceptions(rule);
            case WORD_SHAPE, WORD_NULL, WORD_COMPARE, WORD_AS_OBJECT, WORD_ARRAY -> ofWords(rule);
            case CONSTANT_ARGUMENT, UNKNOWN_SYMBOL, ARGUMENTS, ENTRY, ASSEMBLY, HEAP_CLASS, HEAP_LAMBDA, HEAP_STRING ->
                ofBuild(rule);
        };
    }

    private static String main(String statements) {
        return "@Entry static long main() {\n" + statements + "\nreturn 0;\n}\n";
    }

    private static String ofLanguage(Rule rule) {
        return switch (rule) {
            case NEW_OBJECT -> "static Object last;\n" + main("last = new Object(); //!");
            case NEW_ARRAY -> "static int[] last;\n" + main("last = new int[3]; //!");
            case BOXING -> "static Integer last;\n" + main("last = 3; //!");
            case LAMBDA -> "static Runnable last;\n" + main("last = () -> {}; //!");
            case STRING_CONCAT -> "static String last = \"\";\n" + main("last += 1; //!");
            case PATTERN_SWITCH -> """
                sealed interface Shape {}
                record Square(int side) implements Shape {}
                record Circle(int radius) implements Shape {}
                static Shape shape = new Circle(1);
                """ + main("""
                switch (shape) { //!
                    case Square s -> { return s.side(); }
                    case Circle c -> { return c.radius(); }
                }
                """).replace("return 0;\n", "");
            case STRING_SWITCH ->
                "static String name = \"\";\n"
                        + main("switch (name) { //!\n case \"a\": return 1; default: return 2; }")
                                .replace("return 0;\n", "");
            case RECORD_METHOD -> """
                record Pair(int a, int b) {}
                static Pair p = new Pair(1, 2), q = new Pair(1, 2);
                """ + main("if (p.equals(q)) return 1; //!");
            case ENUM_VALUES -> "enum Color { RED }\n" + main("int n = Color.values().length; //!");
            case CLASS_LITERAL -> "static Object last;\n" + main("last = String.class; //!");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static String ofRuntime(Rule rule) {
        return switch (rule) {
            case CATCH -> "static int n;\n" + main("try { n++; //!\n } finally { n--; }");
            case SYNCHRONIZED ->
                "static int n;\n static final Object LOCK = new Object();\n"
                        + main("synchronized (LOCK) { //!\n n++; }");
            case FLOATING_POINT -> "static int n;\n" + main("n = (int) (n * 1.5); //!");
            case NATIVE -> "static native int magic();\n" + main("int n = magic(); //!");
            case JDK_METHOD -> "static String name = \"x\";\n" + main("String s = name.trim(); //!");
            case JDK_FIELD -> main("Object out = System.out; //!");
            case HOST_ONLY -> main("vesper.metal.host.HostHart.current(); //!");
            case ASSEMBLY_CALL -> """
                @Assembly
                public static final class Code {
                    public static void assemble(vesper.isa.Assembler a) {}
                }
                """ + main("Code.assemble(null); //!");
            case MISSING -> "static final class Gone { static void call() {} }\n" + main("Gone.call(); //!");
            case INITIALIZER ->
                "static final class Broken { static int n = Integer.parseInt(\"?\"); }\n"
                        + main("int n = Broken.n; //!");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static String ofExceptions(Rule rule) {
        return switch (rule) {
            case THROW_VALUE ->
                "static final RuntimeException KEPT = null;\n" + main("if (KEPT == null) throw KEPT; //!");
            case THROW_MESSAGE ->
                "static String why = \"?\";\n"
                        + main("if (why.length() == 1) throw new IllegalStateException(why); //!");
            case EXCEPTION_VALUE -> "static Object last;\n" + main("last = new IllegalStateException(); //!");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static String ofWords(Rule rule) {
        return switch (rule) {
            case WORD_SHAPE -> "@Word record Pair(long a, long b) {}\n" + main("Pair pair = new Pair(1, 2); //!");
            case WORD_NULL ->
                main("Addr a = null; Addr b = a; return f(b); //!").replace("return 0;\n", "")
                        + "static long f(Addr a) { return a.value(); }\n";
            case WORD_COMPARE -> "static Addr a = Addr.ZERO, b = Addr.ZERO;\n" + main("if (a == b) return 1; //!");
            case WORD_AS_OBJECT -> "static Object last;\n" + main("last = Addr.ZERO; //!");
            case WORD_ARRAY -> "static Addr[] all = {};\n" + main("Addr a = all[0]; //!");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }

    private static String ofBuild(Rule rule) {
        return switch (rule) {
            case CONSTANT_ARGUMENT -> "static int number;\n" + main("long x = Csr.read(number); //!");
            case UNKNOWN_SYMBOL ->
                main("return Symbol.address(\"nowhere\").value(); //!").replace("return 0;\n", "");
            case ARGUMENTS ->
                """
                static int sum(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
                    return a + b + c + d + e + f + g + h + i; //!
                }
                """ + main("return sum(1, 2, 3, 4, 5, 6, 7, 8, 9);").replace("return 0;\n", "");
            case ENTRY -> "@Entry long other() {\n return 1; //!\n }\n" + main("");
            case ASSEMBLY -> "@Assembly\n public static final class Code {}\n" + main("");
            case HEAP_CLASS ->
                "static final java.util.List<String> LIST = new java.util.ArrayList<>();\n"
                        + main("if (LIST == null) return 1; //!");
            case HEAP_LAMBDA -> "static final Runnable RUN = () -> {};\n" + main("RUN.run(); //!");
            case HEAP_STRING -> main("String s = \"\\u20ac\"; //!");
            default -> throw new IllegalArgumentException(rule.toString());
        };
    }
}
