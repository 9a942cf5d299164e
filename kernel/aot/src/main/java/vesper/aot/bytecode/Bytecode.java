package vesper.aot.bytecode;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method's instructions, numbered, and what the class file says about them. Immutable. */
public final class Bytecode {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final Map<Label, Integer> labels = new HashMap<>();
    private final Map<Integer, StackMapFrameInfo> frames = new HashMap<>();

    public Bytecode(CodeModel code) {
        int line = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target -> labels.put(target.label(), instructions.size());
                case LineNumber number -> line = number.line();
                case Instruction instruction -> {
                    instructions.add(instruction);
                    lines.add(line);
                }
                default -> {}
            }
        }
        code.findAttribute(Attributes.stackMapTable()).map(StackMapTableAttribute::entries).orElse(List.of()).stream()
                .forEach(frame -> frames.put(index(frame.target()), frame));
    }

    public Instruction instruction(int index) {
        return instructions.get(index);
    }

    public int size() {
        return instructions.size();
    }

    /** The source line of an instruction; 0 if the class file doesn't say. */
    public int line(int index) {
        return lines.get(index);
    }

    /** The number of the instruction behind a label. */
    public int index(Label label) {
        Integer index = labels.get(label);
        if (index == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return index;
    }

    /** What holds where branches meet: JVMS 4.7.4. */
    public Optional<StackMapFrameInfo> frame(int index) {
        return Optional.ofNullable(frames.get(index));
    }
}
