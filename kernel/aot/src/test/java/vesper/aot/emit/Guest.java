package vesper.aot.emit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Graph;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.ElfWriter;
import vesper.isa.Program;
import vesper.isa.Register;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;
import vesper.machine.MemoryMap;

/** Compiles graphs, and calls them one after the other on a machine. */
final class Guest {
    /**
     * What a call came to.
     *
     * @param cause of the trap that ended it, or -1
     * @param value what it returned, or the pc that trapped
     * @param instructions how many were executed, the return included
     */
    record Outcome(long cause, long value, long instructions) {
        boolean returned() {
            return cause == -1;
        }
    }

    private static final Register[] ARGUMENTS = {
        Register.A0, Register.A1, Register.A2, Register.A3, Register.A4, Register.A5, Register.A6, Register.A7
    };
    private static final long STACK = 0x1_0000;
    private static final long MEMORY = 4 << 20;

    final Assembler assembler = new Assembler();
    final CodeLog log = new CodeLog();
    final Backend backend;
    private final IdentityHashMap<Object, String> labels = new IdentityHashMap<>();
    private final List<Runnable> calls = new ArrayList<>();
    private int count;
    private @Nullable Program program;

    Guest() {
        assembler.rvc(true);
        assembler.relax(true);
        backend = new Backend(
                assembler, object -> labels.computeIfAbsent(object, absent -> "object" + labels.size()), log);
        assembler.section(".data");
        assembler.label("__global_pointer$");
        assembler.section(".text.init");
        assembler.label("_start");
        assembler.relax(false);
        assembler.tail("main");
        assembler.relax(true);
    }

    void add(Graph graph) {
        backend.emit(graph, List.of());
    }

    /** Puts data of eight-byte words under an object's label. */
    void object(Object object, long... words) {
        data(labels.computeIfAbsent(object, absent -> "object" + labels.size()), words);
    }

    void data(String label, long... words) {
        assembler.section(".data");
        assembler.align(3);
        assembler.label(label);
        assembler.dword(words);
        assembler.section(".text");
    }

    void call(String symbol, long... arguments) {
        calls.add(() -> emitCall(symbol, arguments));
    }

    private void emitCall(String symbol, long... arguments) {
        Assembler a = assembler;
        String next = "next" + count++;
        a.la(Register.SP, "stack_end");
        a.la(Register.T0, next);
        a.csrw(Csrs.MSCRATCH, Register.T0);
        for (int i = 0; i < arguments.length; i++) {
            a.li(ARGUMENTS[i], arguments[i]);
        }
        a.la(Register.T0, "before");
        a.csrr(Register.T1, Csrs.MINSTRET);
        a.sd(Register.T1, 0, Register.T0);
        a.call(symbol);
        a.csrr(Register.A2, Csrs.MINSTRET);
        a.mv(Register.A1, Register.A0);
        a.li(Register.A0, -1);
        a.call("report");
        a.label(next);
    }

    List<Outcome> run() throws BadInput, InterruptedException {
        Assembler a = assembler;
        a.section(".text");
        a.relax(false);
        a.label("main");
        a.la(Register.GP, "__global_pointer$");
        a.la(Register.T0, "trap");
        a.csrw(Csrs.MTVEC, Register.T0);
        calls.forEach(Runnable::run);
        a.li(Register.T0, MemoryMap.FINISHER.base());
        a.li(Register.T1, 0x5555);
        a.sw(Register.T1, 0, Register.T0);
        a.label("end");
        a.j("end");
        a.align(2);
        a.label("trap");
        a.csrr(Register.A0, Csrs.MCAUSE);
        a.csrr(Register.A1, Csrs.MEPC);
        a.csrr(Register.A2, Csrs.MINSTRET);
        a.csrr(Register.RA, Csrs.MSCRATCH);
        a.label("report");
        a.la(Register.T0, "before");
        a.ld(Register.T0, 0, Register.T0);
        a.sub(Register.A2, Register.A2, Register.T0);
        a.addi(Register.A2, Register.A2, -4); // csrr, the store and the call's two
        a.li(Register.T0, MemoryMap.UART.base());
        for (Register register : new Register[] {Register.A0, Register.A1, Register.A2}) {
            for (int shift = 0; shift < 64; shift += 8) {
                a.srli(Register.T1, register, shift);
                a.sb(Register.T1, 0, Register.T0);
            }
        }
        a.ret();
        a.section(".data");
        a.align(3);
        a.label("before");
        a.dword(0L);
        a.section(".bss");
        a.align(4);
        a.space(STACK);
        a.label("stack_end");
        return execute();
    }

    private List<Outcome> execute() throws BadInput, InterruptedException {
        Program made = assembler.assemble(MemoryMap.RAM_BASE);
        program = made;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        MachineConfig config = MachineConfig.builder()
                .memory(MEMORY)
                .kernel(new ImageFile("guest", ElfWriter.write(made)))
                .build();
        try (Machine machine = new Machine(config, console)) {
            machine.run();
        }
        ByteBuffer bytes = ByteBuffer.wrap(console.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        List<Outcome> outcomes = new ArrayList<>();
        while (bytes.remaining() >= 24) {
            outcomes.add(new Outcome(bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        return outcomes;
    }

    Program program() {
        return Objects.requireNonNull(program);
    }
}
