package vesper.aot.bytecode;

import java.lang.classfile.Opcode;
import java.util.List;

/** The instructions that move operands by stack words, where a wide operand is two: JVMS 6.5, {@code dup} and others. */
final class StackWords {
    private StackWords() {}

    static <S extends Slot> void apply(Opcode opcode, Frame<S> frame) {
        switch (opcode) {
            case POP -> frame.pop();
            case POP2 -> take(frame, 2);
            case DUP -> copyBelow(frame, 1, 0);
            case DUP_X1 -> copyBelow(frame, 1, 1);
            case DUP_X2 -> copyBelow(frame, 1, 2);
            case DUP2 -> copyBelow(frame, 2, 0);
            case DUP2_X1 -> copyBelow(frame, 2, 1);
            case DUP2_X2 -> copyBelow(frame, 2, 2);
            case SWAP -> {
                S top = frame.pop();
                S below = frame.pop();
                frame.push(top);
                frame.push(below);
            }
            default -> throw new IllegalStateException(opcode.toString());
        }
    }

    /** Copies the top {@code words} to below the {@code skipped} words under them. */
    private static <S extends Slot> void copyBelow(Frame<S> frame, int words, int skipped) {
        List<S> top = take(frame, words);
        List<S> under = take(frame, skipped);
        top.forEach(frame::push);
        under.forEach(frame::push);
        top.forEach(frame::push);
    }

    private static <S extends Slot> List<S> take(Frame<S> frame, int words) {
        int left = words;
        int count = 0;
        while (left > 0) {
            S slot = frame.stack().get(frame.stack().size() - 1 - count);
            left -= slot.isWide() ? 2 : 1;
            count++;
        }
        return frame.pop(count);
    }
}
