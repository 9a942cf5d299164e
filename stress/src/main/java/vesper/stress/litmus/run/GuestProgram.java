package vesper.stress.litmus.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Mark;
import vesper.isa.Operand;
import vesper.isa.Program;
import vesper.isa.Register;
import vesper.stress.litmus.test.Line;
import vesper.stress.litmus.test.Step;

/**
 * The guest's code: what harts do between tests, and for each thread a loop around its instructions.
 *
 * <p>The first part comes first and does not depend on the test, so that harts which wait in it do not notice that the
 * rest is replaced.
 */
final class GuestProgram {
    /**
     * Rounds of the barrier's loop before a hart asks {@link Rendezvous} what to do, which costs it more than the others'
     * usual delay: a translated loop takes these rounds in a microsecond.
     */
    private static final int POLLS = 1000;

    /** The same where the other hart may be waiting for this one's processor. */
    private static final int POLLS_BEFORE_YIELD = 50;

    private static final int MSIP_ENABLE = 1 << 3;

    /** Where an instruction of the test lies. */
    private record Place(int thread, Line line, Mark mark) {}

    private final Assembler a = new Assembler();
    private final List<Place> places = new ArrayList<>();
    private final int threads;
    private final boolean pauses;
    private final Program program;

    /** {@code pauses}: makes the code for records that are {@link ThreadPlan#PAUSED}, where registers allow it. */
    GuestProgram(List<ThreadPlan> plans, boolean pauses) {
        this.pauses = pauses;
        threads = plans.size();
        a.section(".text");
        boot();
        waitForBatch();
        trapHandler();
        plans.forEach(this::thread);
        program = a.assemble(GuestMap.CODE);
    }

    /** How often a hart looks for others before it asks what to do. */
    static int polls(boolean moreThanProcessors) {
        return moreThanProcessors ? POLLS_BEFORE_YIELD : POLLS;
    }

    byte[] image() {
        return program.flat();
    }

    /** Where each thread starts. */
    long[] entries() {
        return IntStream.range(0, threads)
                .mapToLong(thread -> program.symbol(label(thread, "start")))
                .toArray();
    }

    /** The thread's line that holds the instruction at an address, if there is one. */
    Optional<Line> lineAt(int thread, long pc) {
        return places.stream()
                .filter(place -> place.thread == thread && program.address(place.mark) == pc)
                .map(Place::line)
                .findFirst();
    }

    private static String label(int thread, String name) {
        return "P" + thread + "." + name;
    }

    // What all harts share.

    private void boot() {
        a.la(Register.T0, "trap");
        a.csrrw(Register.ZERO, Csrs.MTVEC, Register.T0);
        a.li(Register.T0, MSIP_ENABLE);
        a.csrrw(Register.ZERO, Csrs.MIE, Register.T0);
    }

    /** Leaves the hart's own registers of the device in {@code base}. */
    private void device(Register base, Register other) {
        a.csrrs(base, Csrs.MHARTID, Register.ZERO);
        a.slli(base, base, Rendezvous.SIZE_SHIFT);
        a.lui(other, GuestMap.DEVICE >>> 12);
        a.add(base, base, other);
    }

    /** In {@code wfi} rather than in the device, so that a hart that arms a page need not wait for this one's answer. */
    private void waitForBatch() {
        a.label("wait");
        device(Register.T0, Register.T1);
        a.sd(Register.ZERO, Rendezvous.DONE, Register.T0);
        a.label("asleep");
        a.wfi();
        a.ld(Register.T1, Rendezvous.ENTRY, Register.T0);
        a.beqz(Register.T1, "asleep");
        a.fence_i();
        a.jr(Register.T1);
    }

    private void trapHandler() {
        a.align(2);
        a.label("trap");
        device(Register.T0, Register.T1);
        a.csrrs(Register.T1, Csrs.MTVAL, Register.ZERO);
        a.sd(Register.T1, Rendezvous.TRAP_VALUE, Register.T0);
        a.csrrs(Register.T1, Csrs.MEPC, Register.ZERO);
        a.sd(Register.T1, Rendezvous.TRAP_PC, Register.T0);
        a.csrrs(Register.T1, Csrs.MCAUSE, Register.ZERO);
        a.sd(Register.T1, Rendezvous.TRAP_CAUSE, Register.T0);
        a.label("trapped");
        a.wfi();
        a.j("trapped");
    }

    // A thread's loop.

    private void thread(ThreadPlan plan) {
        int number = plan.code().number();
        Register record = plan.record();
        a.align(6);
        a.label(label(number, "start"));
        a.li(record, GuestMap.records(number));
        a.label(label(number, "loop"));
        barrier(plan);
        if (pauses && plan.pause().isPresent()) {
            Register paused = plan.pause().get();
            a.ld(paused, ThreadPlan.PAUSED, record);
            a.bnez(paused, label(number, "paused"));
            iteration(plan, Optional.empty());
            a.label(label(number, "paused"));
        }
        iteration(plan, pauses ? plan.pause() : Optional.empty());
    }

    private void iteration(ThreadPlan plan, Optional<Register> pause) {
        fillRegisters(plan);
        test(plan, pause);
        keepResults(plan);
        a.addi(plan.record(), plan.record(), plan.stride());
        a.j(label(plan.code().number(), "loop"));
    }

    /** Warms a line, meets the other harts, and waits for the skew. May use any register but the record's. */
    private void barrier(ThreadPlan plan) {
        int number = plan.code().number();
        Register record = plan.record();
        Register mine = scratch(plan, 0);
        Register base = scratch(plan, 1);
        Register polls = scratch(plan, 2);
        Register theirs = scratch(plan, 3);
        Register skew = scratch(plan, 4);
        String met = label(number, "met");

        a.ld(mine, ThreadPlan.NUMBER, record);
        a.beqz(mine, "wait");
        a.ld(theirs, ThreadPlan.WARM, record);
        a.lb(theirs, 0, theirs);
        a.ld(skew, ThreadPlan.SKEW, record);
        a.li(polls, polls(Rendezvous.moreThanProcessors(threads)));
        a.lui(base, GuestMap.PROGRESS >>> 12);
        a.sd(mine, GuestMap.progress(number) - GuestMap.PROGRESS, base);
        for (int other = 0; other < threads; other++) {
            if (other != number) {
                a.label("1");
                a.ld(theirs, GuestMap.progress(other) - GuestMap.PROGRESS, base);
                a.bge(theirs, mine, "2f");
                a.addi(polls, polls, -1);
                a.bnez(polls, "1b");
                a.lui(polls, GuestMap.DEVICE >>> 12);
                a.ld(polls, Rendezvous.register(number, Rendezvous.NOT_MET), polls);
                a.bnez(polls, "1b");
                a.j(met);
                a.label("2");
            }
        }
        a.label(met);
        skew(skew, mine, polls);
    }

    /** Each round waits for a division, which takes as long translated as it does interpreted, or nearly. */
    private void skew(Register rounds, Register dividend, Register divisor) {
        a.li(divisor, 1);
        a.label("1");
        a.beqz(rounds, "2f");
        a.divu(dividend, dividend, divisor);
        a.addi(rounds, rounds, -1);
        a.j("1b");
        a.label("2");
    }

    private static Register scratch(ThreadPlan plan, int index) {
        Register register = Register.of(Register.T0.number() + index);
        return register == plan.record() ? Register.T5 : register;
    }

    private void fillRegisters(ThreadPlan plan) {
        Register record = plan.record();
        plan.constants().forEach((register, value) -> {
            if (register != record.number()) {
                a.li(Register.of(register), value);
            }
        });
        List<ThreadPlan.Pointer> pointers = plan.pointers();
        for (int i = 0; i < pointers.size(); i++) {
            if (pointers.get(i).register() != record.number()) {
                a.ld(Register.of(pointers.get(i).register()), plan.pointerOffset(i), record);
            }
        }
        if (plan.borrowed()) {
            lend(plan);
        }
    }

    /** Keeps the pointer to the record in {@code mscratch}, and gives its register what the test wants there. */
    private void lend(ThreadPlan plan) {
        Register record = plan.record();
        a.csrrw(Register.ZERO, Csrs.MSCRATCH, record);
        Long constant = plan.constants().get(record.number());
        if (constant != null) {
            a.li(record, constant);
            return;
        }
        for (int i = 0; i < plan.pointers().size(); i++) {
            if (plan.pointers().get(i).register() == record.number()) {
                a.ld(record, plan.pointerOffset(i), record);
            }
        }
    }

    private void test(ThreadPlan plan, Optional<Register> pause) {
        int number = plan.code().number();
        String prefix = pause.isPresent() ? "slow" : "step";
        Map<String, Integer> labels = plan.code().labels();
        List<Step> steps = plan.code().steps();
        List<Line> lines = plan.code().linesOfSteps();
        for (int i = 0; i < steps.size(); i++) {
            a.label(label(number, prefix + i));
            if (i > 0) {
                pause.ifPresent(register -> pause(number, register));
            }
            places.add(new Place(number, lines.get(i), a.mark()));
            step(number, steps.get(i), prefix, labels);
        }
        a.label(label(number, prefix + steps.size()));
    }

    private void pause(int thread, Register register) {
        a.lui(register, GuestMap.DEVICE >>> 12);
        a.ld(register, Rendezvous.register(thread, Rendezvous.PAUSE), register);
    }

    private void step(int thread, Step step, String prefix, Map<String, Integer> labels) {
        if (step.target().isEmpty()) {
            a.emitWord(step.word());
            return;
        }
        String target = label(thread, prefix + labels.get(step.target().get()));
        if (step.has(Operand.RS1)) {
            Register rs1 = Register.of((int) step.operand(Operand.RS1));
            a.branch(step.row(), rs1, Register.of((int) step.operand(Operand.RS2)), target);
        } else {
            a.jal(Register.of((int) step.operand(Operand.RD)), target);
        }
    }

    private void keepResults(ThreadPlan plan) {
        Register record = plan.record();
        if (plan.borrowed()) {
            a.csrrw(record, Csrs.MSCRATCH, record);
        }
        List<Integer> results = plan.results();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) != record.number()) {
                a.sd(Register.of(results.get(i)), plan.resultOffset(i), record);
            }
        }
        int lent = results.indexOf(record.number());
        if (lent >= 0) {
            a.csrrs(Register.T0, Csrs.MSCRATCH, Register.ZERO);
            a.sd(Register.T0, plan.resultOffset(lent), record);
        }
    }
}
