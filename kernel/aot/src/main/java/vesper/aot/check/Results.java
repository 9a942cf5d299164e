package vesper.aot.check;

import java.lang.classfile.Opcode;

/** The types of what operators compute. */
final class Results {
    private Results() {}

    static Class<?> of(Opcode opcode) {
        String name = opcode.toString();
        if (name.contains("CMP")) {
            return int.class;
        }
        // A conversion, such as L2I, tells its result last; any other operator its operands' type first.
        char letter = name.length() == 3 && name.charAt(1) == '2' ? name.charAt(2) : name.charAt(0);
        return switch (letter) {
            case 'L' -> long.class;
            case 'F' -> float.class;
            case 'D' -> double.class;
            default -> int.class;
        };
    }
}
