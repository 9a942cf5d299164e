package vesper.aot.emit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.emit.CodeLog.Kind;
import vesper.aot.emit.CodeLog.Site;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Position;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.regalloc.Allocation;
import vesper.isa.Assembler;
import vesper.isa.Instruction;
import vesper.isa.Mark;

/** Writes one method into the assembler. */
final class FunctionEmitter {
    private static final long OPPOSITE = 1 << 12; // the low bit of funct3

    /** A failing end, behind everything else. */
    private record Panic(
            String label, Failure failure, @Nullable Position position) {}

    private final Assembler assembler;
    private final CodeLog log;
    private final String prefix;
    private final MachineCode code;
    private final RowEmitter rows;
    private final Frame frame;
    private final Flow flow;
    private final List<Panic> panics = new ArrayList<>();
    private @Nullable Position line;

    FunctionEmitter(Assembler assembler, CodeLog log, String prefix, MachineCode code, Allocation allocation) {
        this.assembler = assembler;
        this.log = log;
        this.prefix = prefix;
        this.code = code;
        rows = new RowEmitter(assembler, allocation);
        boolean calls = code.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .anyMatch(instruction -> instruction.kind().isCall());
        frame = new Frame(assembler, allocation, calls);
        flow = new Flow(code, allocation);
    }

    void emit() {
        Mark start = assembler.mark();
        frame.enter();
        Mark body = assembler.mark();
        List<MachineBlock> blocks = flow.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            assembler.label(prefix + blocks.get(i).id());
            for (MachineInstruction instruction : blocks.get(i).instructions()) {
                emit(instruction, blocks.get(i), flow.next(i));
            }
        }
        for (Panic panic : panics) {
            assembler.label(panic.label);
            fail(panic.failure, panic.position);
        }
        log.add(new CodeLog.Function(code.method(), start, body, assembler.mark(), frame.size()));
    }

    /** Where control goes that is to go to a block. */
    String label(MachineBlock block) {
        return prefix + flow.destination(block).id();
    }

    private void emit(MachineInstruction instruction, MachineBlock block, @Nullable MachineBlock next) {
        Position position = instruction.position();
        if (position != null && !position.equals(line) && instruction.kind() != MachineInstruction.Kind.FAIL) {
            line = position;
            boolean call = instruction.kind().isCall();
            log.add(new Site(call ? Kind.CALL : Kind.LINE, assembler.mark(), position, null));
        } else if (instruction.kind().isCall()) {
            log.add(new Site(Kind.CALL, assembler.mark(), line, null));
        }
        switch (instruction.kind()) {
            case CALL -> assembler.call(instruction.symbol());
            case CALL_REGISTER -> assembler.jalr(rows.register(instruction.use(0)));
            case CHECK -> check(instruction);
            case RELOAD -> frame.reload(rows.register(instruction.def(0)), instruction.imm());
            case SPILL -> frame.spill(rows.register(instruction.use(0)), instruction.imm());
            case JUMP -> jump(block.succs().getFirst(), next);
            case BRANCH -> branch(instruction, block, next);
            case TABLE_JUMP -> assembler.jr(rows.register(instruction.use(0)));
            case RETURN -> {
                frame.leave();
                assembler.ret();
            }
            case FAIL -> fail(instruction.failure(), position);
            default -> rows.emit(instruction);
        }
    }

    private void check(MachineInstruction instruction) {
        String label = prefix + "f" + panics.size();
        panics.add(new Panic(label, instruction.failure(), instruction.position()));
        branch(instruction, true, label);
    }

    private void fail(Failure failure, @Nullable Position position) {
        line = position;
        log.add(new Site(Kind.FAILURE, assembler.mark(), position, failure));
        assembler.emit(Instruction.EBREAK);
    }

    private void jump(MachineBlock target, @Nullable MachineBlock next) {
        if (flow.destination(target) != next) {
            assembler.j(label(target));
        }
    }

    private void branch(MachineInstruction instruction, MachineBlock block, @Nullable MachineBlock next) {
        MachineBlock taken = flow.destination(block.succs().getFirst());
        MachineBlock otherwise = flow.destination(block.succs().getLast());
        if (taken == otherwise) {
            jump(taken, next);
        } else if (taken == next) {
            branch(instruction, true, label(otherwise));
        } else if (otherwise != next && otherwise.frequency() > taken.frequency()) {
            branch(instruction, true, label(otherwise));
            assembler.j(label(taken));
        } else {
            branch(instruction, false, label(taken));
            jump(otherwise, next);
        }
    }

    private void branch(MachineInstruction instruction, boolean opposite, String target) {
        Instruction row = instruction.row();
        if (opposite) {
            row = Instruction.decode((int) (row.match() ^ OPPOSITE));
        }
        if (row == null) {
            throw new IllegalStateException(instruction + " has no opposite");
        }
        assembler.branch(row, rows.register(instruction.use(0)), rows.register(instruction.use(1)), target);
    }
}
