package vesper.aot.lower;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.ir.MethodRef;

/** A method as machine code, its blocks in the order in which they will lie. */
public final class MachineCode {
    /** The addresses of {@code targets}, 8 bytes each, under a label. */
    public record Table(String label, List<MachineBlock> targets) {}

    private final MethodRef method;
    private final List<MachineBlock> blocks = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private int registers = MachineInstruction.FIRST_VIRTUAL;

    MachineCode(MethodRef method) {
        this.method = method;
    }

    public MethodRef method() {
        return method;
    }

    /** The entry first. */
    public List<MachineBlock> blocks() {
        return blocks;
    }

    public List<Table> tables() {
        return tables;
    }

    /** All registers are below it. */
    public int registers() {
        return registers;
    }

    public int newRegister() {
        return registers++;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method.symbol()).append('\n');
        for (MachineBlock block : blocks) {
            text.append(block).append(": -> ").append(block.succs()).append('\n');
            block.instructions()
                    .forEach(instruction ->
                            text.append("    ").append(instruction).append('\n'));
        }
        return text.toString();
    }
}
