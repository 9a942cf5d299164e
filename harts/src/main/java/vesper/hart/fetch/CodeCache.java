package vesper.hart.fetch;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vesper.bus.AccessFault;
import vesper.bus.Bus;
import vesper.bus.PhysicalMemory;
import vesper.hart.memory.Mapping;
import vesper.hart.memory.Mmu;
import vesper.hart.state.Access;
import vesper.hart.state.AddressSpaces;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.hart.state.Privilege;
import vesper.hart.state.Trap;
import vesper.isa.Compressed;

/**
 * A hart's decoded code, by physical page.
 *
 * <p>{@code fence.i} only counts an epoch up. A block of an older epoch is compared with memory when it is next entered
 * and decoded again if they differ: nothing else need watch stores, and unchanged code survives.
 */
public final class CodeCache {
    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    /** Slots kept before all are dropped: a guest that makes endless new code must not fill the host's heap. */
    public static final int MAX_SLOTS = 1 << 20;

    /** What a page's table of blocks weighs, in slots. */
    private static final int PAGE_WEIGHT = 512;

    /** A space has a context of U and one of S. */
    private static final int SPACE_CONTEXTS = 2;

    /** The index of M's context, after those of the address spaces. */
    private static final int MACHINE = AddressSpaces.COUNT * SPACE_CONTEXTS;

    private final HartState state;
    private final Bus bus;
    private final Mmu mmu;
    private final PhysicalMemory ram;
    private final Decoder decoder;
    private final Supplier<Lookaside> lookasides;

    // all owned by the hart thread
    private final @Nullable Block[][] pages;
    private final @Nullable FetchContext[] contexts = new FetchContext[MACHINE + 1]; // made when first used
    private FetchContext context;
    private int slotCount;
    private int epoch;

    /**
     * Of a hart that has fetched nothing yet.
     *
     * @param heat what a new block begins with
     * @param lookasides makes one for a context of fetches
     */
    public CodeCache(HartState state, Bus bus, Mmu mmu, IntSupplier heat, Supplier<Lookaside> lookasides) {
        this.lookasides = lookasides;
        this.state = state;
        this.bus = bus;
        this.mmu = mmu;
        this.ram = bus.ram();
        this.decoder = new Decoder(ram, heat);
        this.pages = new Block[Math.toIntExact(ram.size() / PAGE_SIZE)][];
        this.context = new FetchContext(ram, lookasides.get());
        contexts[MACHINE] = context;
    }

    public int epoch() {
        return epoch;
    }

    /** What is kept, in slots: at most {@link #MAX_SLOTS}. */
    public int slotCount() {
        return slotCount;
    }

    /** {@code fence.i}. */
    public void fence() {
        epoch++;
        forgetLookasides();
    }

    private void forgetLookasides() {
        for (FetchContext each : contexts) {
            if (each != null) {
                each.lookaside().forget();
            }
        }
    }

    /** Of the context in which the hart fetches now. */
    public Lookaside lookaside() {
        return context.lookaside();
    }

    /** Hands over those of all contexts. */
    public void eachLookaside(Consumer<Lookaside> consumer) {
        for (FetchContext each : contexts) {
            if (each != null) {
                consumer.accept(each.lookaside());
            }
        }
    }

    /** The RAM offset of {@code pc} if the hart has fetched from its page since the last flush, else -1. */
    public long fetchOffset(long pc) {
        return context.ramOffset(pc);
    }

    /** The block that was decoded at a RAM offset, fresh or not. */
    public @Nullable Block decoded(long ramOffset) {
        Block[] blocks = pages[(int) (ramOffset / PAGE_SIZE)];
        return blocks == null ? null : blocks[(int) (ramOffset & (PAGE_SIZE - 1)) >>> 1];
    }

    public boolean isDecoded(long ramOffset) {
        return decoded(ramOffset) != null;
    }

    /** Privilege or the address space changed. */
    public void contextChanged() {
        int index =
                state.privilege == Privilege.M ? MACHINE : state.spaces.current() * SPACE_CONTEXTS + state.privilege;
        FetchContext next = contexts[index];
        if (next == null) {
            next = new FetchContext(ram, lookasides.get());
            contexts[index] = next;
        }
        context = next;
    }

    /** Forgets where virtual addresses lead; what was decoded stays. */
    public void flush() {
        for (FetchContext each : contexts) {
            if (each != null) {
                each.flush();
            }
        }
    }

    /** Forgets where an address space's virtual addresses lead. */
    public void flushSpace(int space) {
        for (int i = space * SPACE_CONTEXTS; i < (space + 1) * SPACE_CONTEXTS; i++) {
            FetchContext each = contexts[i];
            if (each != null) {
                each.flush();
            }
        }
    }

    /** Forgets where one page of an address space leads, and the superpage that may hold it. */
    public void flushPage(int space, long vaddr) {
        for (int i = space * SPACE_CONTEXTS; i < (space + 1) * SPACE_CONTEXTS; i++) {
            FetchContext each = contexts[i];
            if (each != null) {
                each.flushPage(vaddr);
            }
        }
    }

    /** The block at {@code pc} if a jump led there before and it is still fresh, else null. */
    public @Nullable Block jump(long pc) {
        Block block = context.jump(pc);
        return block != null && block.epoch == epoch ? block : null;
    }

    /** The block where this link leads, found without translating; null if that takes {@link #lookup}. */
    public @Nullable Block follow(Block from, int link, long start, long target) {
        boolean samePage = ((start ^ target) & -PAGE_SIZE) == 0;
        if (!samePage || from.ramOffset < 0) {
            return jump(target);
        }
        Block block = blockAt((from.ramOffset & -PAGE_SIZE) | (target & (PAGE_SIZE - 1)));
        if (block == null) {
            return jump(target); // over the page's end: a block that no link may lead to
        }
        from.links[link] = block;
        return block;
    }

    /** The block at the hart's {@code pc}; throws {@link Trap} when it can't be fetched. */
    public Block lookup(long pc) {
        Block known = jump(pc);
        if (known != null) {
            return known;
        }
        long offset = context.ramOffset(pc);
        if (offset < 0) {
            long mapping = mmu.translate(pc, 2, Access.FETCH, state.privilege);
            long paddr = Mapping.paddr(mapping);
            if (!bus.isRam(paddr, 2) || !Mapping.isWholePage(mapping)) {
                return decoder.decodeOne(fetchWord(pc, fetch16(pc, paddr)), epoch);
            }
            offset = paddr - bus.ramBase();
            context.translated(pc, offset, Mapping.level(mapping));
        }
        Block block = blockAt(offset);
        if (block == null) {
            block = decoder.decodeOne(fetchWord(pc, ram.loadOpaque16(offset)), epoch);
        }
        context.remember(pc, block);
        return block;
    }

    /** A block of nothing but the instruction at {@code pc}, which is not kept; throws {@link Trap} as {@link #lookup}. */
    public Block single(long pc) {
        long mapping = mmu.translate(pc, 2, Access.FETCH, state.privilege);
        return decoder.decodeOne(fetchWord(pc, fetch16(pc, Mapping.paddr(mapping))), epoch);
    }

    /** Whatever of the second half can't be fetched is reported at its own address, as {@code mtval} wants it. */
    private int fetchWord(long pc, int low) {
        if (Compressed.isCompressed(low)) {
            return low;
        }
        long mapping = mmu.translate(pc + 2, 2, Access.FETCH, state.privilege);
        context.translatedRest(pc + 2, Mapping.level(mapping));
        return low | fetch16(pc + 2, Mapping.paddr(mapping)) << 16;
    }

    private int fetch16(long vaddr, long paddr) {
        if (bus.isRam(paddr, 2)) {
            return ram.loadOpaque16(paddr - bus.ramBase());
        }
        Bus.Region region = bus.regionAt(paddr, 2);
        if (region == null || !region.executable()) {
            throw state.trap.with(Cause.INSTRUCTION_ACCESS_FAULT, vaddr);
        }
        try {
            return (int) bus.load(paddr, 2);
        } catch (AccessFault e) {
            throw state.trap.with(Cause.INSTRUCTION_ACCESS_FAULT, vaddr);
        }
    }

    /** The fresh block at a RAM offset; null if its first instruction goes over the page's end. */
    private @Nullable Block blockAt(long offset) {
        int page = (int) (offset / PAGE_SIZE);
        Block[] blocks = pages[page];
        if (blocks == null) {
            blocks = new Block[PAGE_SIZE / 2];
            pages[page] = blocks;
            slotCount += PAGE_WEIGHT;
        }
        int index = (int) (offset & (PAGE_SIZE - 1)) >>> 1;
        Block block = blocks[index];
        if (block != null && isFresh(block)) {
            return block;
        }
        Block decoded = decoder.decode(offset, epoch);
        if (decoded != null) {
            blocks[index] = decoded;
            keep(decoded.code.length);
        }
        return decoded;
    }

    private boolean isFresh(Block block) {
        if (block.epoch == epoch) {
            return true;
        }
        short[] halfwords = block.halfwords;
        for (int i = 0; i < halfwords.length; i++) {
            if ((short) ram.loadOpaque16(block.ramOffset + 2L * i) != halfwords[i]) {
                return false;
            }
        }
        block.epoch = epoch;
        return true;
    }

    /** The instruction word at an address, for a report; 0 where it can't be had. */
    public int wordAt(long pc) {
        try {
            Block block = lookup(pc);
            return block.raw(0);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private void keep(int slots) {
        slotCount += slots;
        if (slotCount > MAX_SLOTS) {
            Arrays.fill(pages, null);
            flush();
            slotCount = 0;
        }
    }
}
