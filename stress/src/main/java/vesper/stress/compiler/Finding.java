package vesper.stress.compiler;

import vesper.stress.compiler.generate.Program;

/**
 * A program that does not do everywhere what it does on the JVM, or that can't be compiled.
 *
 * @param what one line or more, the first with what differs first
 */
record Finding(Program program, String what) {
    /** With the command that shows it again. */
    String report() {
        return "program %d: %s%n    again: ./vesper compiler-fuzz --seed %d --from %d --seeds 1"
                .formatted(program.number(), what, program.seed(), program.number());
    }

    /** Whether another is of the same kind: while a program is made smaller, one fault must not become another. */
    boolean isLike(Finding other) {
        return kind().equals(other.kind());
    }

    /** A difference's two sides, or where in the compiler a failure was; not the names that are in its message. */
    private String kind() {
        String first = what.substring(0, Math.max(0, what.indexOf(what.startsWith("jvm") ? ',' : ':')));
        return first
                + what.lines()
                        .filter(line -> line.contains("at vesper."))
                        .findFirst()
                        .orElse("");
    }
}
