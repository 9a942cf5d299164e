package vesper.stress.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import vesper.bus.Bus;
import vesper.bus.PhysicalMemory;
import vesper.device.clint.MachineTimer;
import vesper.hart.HartGroup;
import vesper.hart.state.Acceleration;
import vesper.isa.Program;

/** Runs a guest that needs RAM only, in this process, and times it from the harts' start to its store to tohost. */
final class InProcess {
    /** What one run did: instructions of all harts, and wall nanoseconds. */
    record Result(long instructions, long nanos) {
        double mips() {
            return instructions * 1e3 / nanos;
        }
    }

    private static final int RAM_SIZE = 16 << 20;

    private InProcess() {}

    static Result run(Program program, int harts, Acceleration acceleration)
            throws InterruptedException, ExecutionException {
        PhysicalMemory ram = new PhysicalMemory(RAM_SIZE);
        Bus bus = Bus.builder(program.base(), ram).build();
        byte[] image = program.flat();
        ram.write(0, image, 0, image.length);
        CompletableFuture<Long> finished = new CompletableFuture<>();
        try (MachineTimer timer = new MachineTimer()) {
            HartGroup group = new HartGroup(harts, bus, timer, acceleration);
            group.watchStore(program.symbol("tohost"), finished::complete);
            group.reset(program.entry(), 0);
            long from = System.nanoTime();
            group.start(fault -> finished.completeExceptionally(fault.cause()));
            long nanos;
            try {
                finished.get();
                nanos = System.nanoTime() - from;
            } finally {
                group.stop();
            }
            long instructions = 0;
            for (int i = 0; i < harts; i++) {
                instructions += group.hart(i).stats().instructions();
            }
            return new Result(instructions, nanos);
        }
    }
}
