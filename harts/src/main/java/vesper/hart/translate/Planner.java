package vesper.hart.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.hart.fetch.Block;
import vesper.hart.fetch.CodeCache;
import vesper.hart.fetch.Decoder;
import vesper.hart.region.Flow;
import vesper.hart.region.RegionEmitter;
import vesper.hart.region.RegionPlan;
import vesper.hart.region.Step;
import vesper.isa.Compressed;

/**
 * Finds what shall become a region: all code that the hart has executed and that is reached from a hot place by
 * branches and jumps, and small functions without loops that it calls. Owned by the hart thread; reads RAM, and
 * translates only by what the hart has fetched before, so it has no effect that a guest can see.
 */
final class Planner {
    private static final int MAX_STEPS = 480;
    private static final int MAX_STRAIGHT_STEPS = 120;
    private static final int MAX_CALLEE_STEPS = 40;
    private static final int MAX_JUMP_TARGETS = 16;
    private static final int RA = 1;
    private static final int PAGE_MASK = PhysicalMemory.PAGE_SIZE - 1;

    /** Farther from the root than this no code is looked at: offsets are ints. */
    private static final int REACH = 1 << 24;

    private final int hartid;
    private final CodeCache code;
    private final PhysicalMemory ram;
    private final Regions regions;

    /** Whether code that was never executed is taken too. */
    private final boolean eager;

    // of one plan
    private long base;
    private int root;
    private boolean stopAtRegions;
    private final Map<Integer, Step> steps = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> jumps = new HashMap<>();
    private final Map<Integer, Step> system = new HashMap<>();
    private final Map<Integer, Integer> words = new HashMap<>();
    private final Map<Integer, Long> pages = new HashMap<>();
    private final ArrayDeque<Integer> calls = new ArrayDeque<>();

    Planner(int hartid, CodeCache code, PhysicalMemory ram, Regions regions, boolean eager) {
        this.hartid = hartid;
        this.code = code;
        this.ram = ram;
        this.regions = regions;
        this.eager = eager;
    }

    /** Plans a region that begins at a virtual address; null if there is nothing to translate. */
    @Nullable
    Draft plan(long pc) {
        steps.clear();
        jumps.clear();
        system.clear();
        words.clear();
        pages.clear();
        calls.clear();
        base = pc & -PhysicalMemory.PAGE_SIZE;
        root = (int) (pc - base);
        take(body());
        stopAtRegions = false;
        while (!calls.isEmpty() && steps.size() < MAX_STEPS) {
            int callee = calls.poll();
            if (!steps.containsKey(callee)) {
                Map<Integer, Step> found = closure(callee, Math.min(MAX_CALLEE_STEPS, MAX_STEPS - steps.size()));
                if (found.size() < MAX_CALLEE_STEPS && !new Flow(found, jumps).hasLoop()) {
                    take(found);
                }
            }
        }
        if (steps.isEmpty()) {
            return null;
        }
        RegionPlan plan = new RegionPlan(root, List.copyOf(steps.values()), system, jumps);
        NavigableMap<Long, Short> halfwords = halfwords();
        return new Draft(hartid, pc, plan, codePages(), runs(halfwords));
    }

    private void take(Map<Integer, Step> found) {
        steps.putAll(found);
        for (Step step : found.values()) {
            if (Ops.isCall(step.slot())) {
                if (Slot.op(step.slot()) == Op.JAL) {
                    calls.add(step.offset() + Slot.imm(step.slot()));
                } else {
                    calls.addAll(jumps.getOrDefault(step.offset(), List.of()));
                }
            }
        }
    }

    /**
     * The loop around the root; a function that calls itself; or code that runs through once, to where regions begin. Of a
     * loop that is too much for one region the first takes what it can, and others the rest: else each of them would be
     * most of the loop once more.
     */
    private Map<Integer, Step> body() {
        stopAtRegions = false;
        Map<Integer, Step> body = closure(root, MAX_STEPS);
        Flow flow = new Flow(body, jumps);
        if (flow.calls(root)) {
            return body;
        }
        Set<Integer> loop = flow.loopOf(root);
        boolean whole = body.size() < MAX_STEPS;
        body.keySet().retainAll(loop);
        if (!loop.isEmpty() && ((whole && RegionEmitter.isLikelyToFit(body.values())) || !hasEntry(loop))) {
            return body;
        }
        stopAtRegions = true;
        return closure(root, MAX_STRAIGHT_STEPS);
    }

    /** Whether a region is there, or about to be, that begins in the loop elsewhere than at the root. */
    private boolean hasEntry(Set<Integer> loop) {
        for (int offset : loop) {
            long ramOffset = ramOffset(offset);
            RegionEntry there = ramOffset < 0 ? null : regions.at(ramOffset);
            if (offset != root && there != null && there.isWanted()) {
                return true;
            }
        }
        return false;
    }

    /** What is reached from here without following calls and returns, but for steps that are there already. */
    private Map<Integer, Step> closure(int from, int limit) {
        Map<Integer, Step> found = new LinkedHashMap<>();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty() && found.size() < limit) {
            int leader = open.poll();
            if (wasExecuted(leader)) {
                noteJumps(leader);
                follow(leader, found, open, limit);
            }
        }
        return found;
    }

    private boolean wasExecuted(int offset) {
        long ramOffset = ramOffset(offset);
        return ramOffset >= 0 && (eager || code.isDecoded(ramOffset));
    }

    /** Whether another region takes over here: code that runs through once need not have a copy of a loop behind it. */
    private boolean belongsToAnother(int offset) {
        long ramOffset = ramOffset(offset);
        RegionEntry there = stopAtRegions && ramOffset >= 0 ? regions.at(ramOffset) : null;
        return there != null && there.exists();
    }

    /** Straight on from a leader to the first jump, or to code that is known or that a region can't hold. */
    private void follow(int leader, Map<Integer, Step> found, ArrayDeque<Integer> open, int limit) {
        int at = leader;
        Step previous = null;
        while (found.size() < limit && !steps.containsKey(at) && !found.containsKey(at)) {
            if (at != root && belongsToAnother(at)) {
                return;
            }
            Step step = decode(at);
            if (step == null) {
                return;
            }
            found.put(at, step);
            noteFarCall(previous, step);
            previous = step;
            int op = Slot.op(step.slot());
            if (Ops.isBranch(op) || op == Op.JAL) {
                if (Ops.isCall(step.slot())) {
                    open.add(step.offset() + step.length());
                } else {
                    open.add(step.offset() + Slot.imm(step.slot()));
                }
            }
            if (op == Op.JAL) {
                return;
            }
            if (op == Op.JALR) {
                if (Ops.isCall(step.slot())) {
                    open.add(step.offset() + step.length());
                } else if (Slot.rs1(step.slot()) != RA) { // else a leaf function would be most of its callers
                    open.addAll(jumps.getOrDefault(at, List.of()));
                }
                return;
            }
            at += step.length();
        }
    }

    /** {@code auipc} and {@code jalr} together are a jump to a place that is known: the pseudo-instruction {@code call}. */
    private void noteFarCall(@Nullable Step auipc, Step jalr) {
        if (auipc != null
                && Slot.op(auipc.slot()) == Op.AUIPC
                && Slot.op(jalr.slot()) == Op.JALR
                && Slot.rd(auipc.slot()) == Slot.rs1(jalr.slot())) {
            noteJump(jalr.offset(), auipc.offset() + (long) Slot.imm(auipc.slot()) + Slot.imm(jalr.slot()));
        }
    }

    private void noteJump(int jump, long target) {
        List<Integer> targets = jumps.computeIfAbsent(jump, at -> new ArrayList<>());
        if (Math.abs(target) < REACH && !targets.contains((int) target) && targets.size() < MAX_JUMP_TARGETS) {
            targets.add((int) target);
        }
    }

    private @Nullable Step decode(int at) {
        long low = ramOffset(at);
        if (low < 0 || Math.abs(at) > REACH || regions.isUnstable(low)) {
            return null;
        }
        int half = ram.loadOpaque16(low);
        boolean compressed = Compressed.isCompressed(half);
        int word = half;
        if (!compressed) {
            long high = ramOffset(at + 2);
            if (high < 0 || regions.isUnstable(high)) {
                return null;
            }
            word |= ram.loadOpaque16(high) << 16;
        }
        long slot = Decoder.pack(word, 0);
        if (!RegionEmitter.canHold(slot)) {
            system.put(at, new Step(at, compressed ? 2 : 4, slot));
            return null;
        }
        words.put(at, word);
        return new Step(at, compressed ? 2 : 4, slot);
    }

    /** The RAM offset of the halfword at this distance from the base; -1 where the hart has not fetched. */
    private long ramOffset(int offset) {
        int index = offset >> PhysicalMemory.PAGE_SHIFT;
        Long page = pages.get(index);
        if (page == null) {
            long found = code.fetchOffset(base + ((long) index << PhysicalMemory.PAGE_SHIFT));
            if (found < 0) {
                return -1;
            }
            page = found;
            pages.put(index, page);
        }
        return page | (offset & PAGE_MASK);
    }

    /** Where the jump that ends the block at a leader led. */
    private void noteJumps(int leader) {
        Block block = code.decoded(ramOffset(leader));
        if (block == null) {
            return;
        }
        long[] seen = block.jumpsSeen();
        if (seen.length == 0) {
            return;
        }
        int jump = leader + block.lastOffset();
        for (long target : seen) {
            noteJump(jump, target - base);
        }
    }

    private List<CodePage> codePages() {
        NavigableMap<Integer, Long> used = new TreeMap<>();
        for (Step step : steps.values()) {
            int last = step.offset() + step.length() - 2;
            used.put(step.offset() >> PhysicalMemory.PAGE_SHIFT, ramOffset(step.offset()) & ~PAGE_MASK);
            used.put(last >> PhysicalMemory.PAGE_SHIFT, ramOffset(last) & ~PAGE_MASK);
        }
        List<CodePage> list = new ArrayList<>();
        used.forEach((index, ramPage) -> list.add(new CodePage(index, ramPage)));
        return list;
    }

    /** What was decoded, halfword by halfword, by RAM offset. */
    private NavigableMap<Long, Short> halfwords() {
        NavigableMap<Long, Short> halfwords = new TreeMap<>();
        for (Step step : steps.values()) {
            int word = words.getOrDefault(step.offset(), 0);
            for (int i = 0; i < step.length(); i += 2) {
                halfwords.put(ramOffset(step.offset() + i), (short) (word >>> (8 * i)));
            }
        }
        return halfwords;
    }

    /** Halfwords that lie side by side in RAM make a run. */
    private static List<CodeRun> runs(NavigableMap<Long, Short> halfwords) {
        List<CodeRun> runs = new ArrayList<>();
        short[] run = new short[halfwords.size()];
        int length = 0;
        long start = -1;
        for (Map.Entry<Long, Short> each : halfwords.entrySet()) {
            if (length > 0 && each.getKey() != start + 2L * length) {
                runs.add(new CodeRun(start, Arrays.copyOf(run, length)));
                length = 0;
            }
            if (length == 0) {
                start = each.getKey();
            }
            run[length++] = each.getValue();
        }
        if (length > 0) {
            runs.add(new CodeRun(start, Arrays.copyOf(run, length)));
        }
        return runs;
    }
}
