package vesper.aot.emit;

import java.util.List;
import java.util.function.Consumer;
import vesper.aot.image.Labels;
import vesper.aot.ir.Graph;
import vesper.aot.lower.Lowering;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.regalloc.Allocation;
import vesper.aot.regalloc.RegisterAllocator;
import vesper.isa.Assembler;

/**
 * Appends optimised graphs to an assembler as machine code, each under its method's symbol. They have no
 * {@code CALL_VIRTUAL} and no {@code INSTANCE_OF} any more.
 *
 * <p>The code follows the psABI and keeps {@code gp} and {@code tp}; it goes into {@code .text}, jump tables into
 * {@code .rodata}. For one thread.
 */
public final class Backend {
    /** A method's code with the registers that it got; the code may be changed before it is written. */
    public record Allocated(MachineCode code, Allocation allocation) {}

    private final Assembler assembler;
    private final Labels labels;
    private final CodeLog log;
    private Consumer<Allocated> beforeWriting = allocated -> {};
    private int methods;

    /** The caller tells the assembler of {@code rvc} and {@code relax}. */
    public Backend(Assembler assembler, Labels labels, CodeLog log) {
        this.assembler = assembler;
        this.labels = labels;
        this.log = log;
    }

    /** Shows each method's code to {@code hook} when its registers are chosen. */
    public void beforeWriting(Consumer<Allocated> hook) {
        beforeWriting = hook;
    }

    /** Appends one method, whose graph is used up; {@code aliases} are further labels of its start, global ones. */
    public void emit(Graph graph, List<String> aliases) {
        String prefix = ".Lm" + methods++ + ".";
        MachineCode code = Lowering.lower(graph, labels, prefix + "t");
        Allocation allocation = RegisterAllocator.allocate(code);
        beforeWriting.accept(new Allocated(code, allocation));
        assembler.section(".text");
        assembler.align(1);
        assembler.label(code.method().symbol());
        for (String alias : aliases) {
            assembler.label(alias);
            assembler.globl(alias);
        }
        FunctionEmitter emitter = new FunctionEmitter(assembler, log, prefix, code, allocation);
        emitter.emit();
        for (MachineCode.Table table : code.tables()) {
            assembler.section(".rodata");
            assembler.align(3);
            assembler.label(table.label());
            for (MachineBlock target : table.targets()) {
                assembler.dword(emitter.label(target));
            }
        }
        assembler.section(".text");
    }
}
