package vesper.stress.bench.guest;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vesper.isa.Assembler;
import vesper.stress.bench.program.aes.Encryption;
import vesper.stress.bench.program.btree.Records;
import vesper.stress.bench.program.huffman.Packing;
import vesper.stress.bench.program.jpeg.Compression;
import vesper.stress.bench.program.json.Documents;
import vesper.stress.bench.program.regex.Searching;
import vesper.stress.bench.program.script.Scripting;
import vesper.stress.bench.program.sort.Sorting;

/** All guests, a row each. */
public final class Guests {
    private static final int KIB = 1024;

    public static final List<Guest> ALL = List.of(
            guest("integer-mix", Group.INTEGER, 8500, "matrix, list, text and CRC, as CoreMark", IntegerMix::emit),
            guest("sieve", Group.INTEGER, 400, "primes by Eratosthenes, a byte for a number", Sieve::emit),
            guest("quicksort", Group.INTEGER, 240, "doublewords sorted recursively", Quicksort::emit),
            guest("sha256", Group.INTEGER, 70_000, "SHA-256 without rotate instructions", Sha256::emit),
            new Guest("triad", Group.MEMORY, "memcpy and triad on 192 KiB", 1400, new Triad(64 * KIB, 64 * KIB, true)),
            new Guest(
                    "triad-aliased",
                    Group.TLB,
                    "triad on arrays 512 KiB apart",
                    140,
                    new Triad(512 * KIB, 128 * KIB, false)),
            guest("pointer-chase", Group.TLB, 950, "a ring of pointers over 448 pages", PointerChase::emit),
            new Guest("misaligned", Group.MEMORY, "misaligned within lines", 1_500_000, Misaligned.WITHIN_LINES),
            new Guest("misaligned-lines", Group.MEMORY, "misaligned across lines", 1_500_000, Misaligned.ACROSS_LINES),
            new Guest("misaligned-pages", Group.MEMORY, "misaligned across pages", 90_000, Misaligned.ACROSS_PAGES),
            guest("calls", Group.CALL, 310, "Fibonacci numbers by recursion", Fibonacci::emit),
            guest("bytecode", Group.INDIRECT, 10_000, "an interpreter with a jump table", Bytecode::emit),
            guest("function-pointers", Group.INDIRECT, 6500, "calls through a table", FunctionPointers::emit),
            guest("matrix-product", Group.FLOATING, 150, "doubles, multiplied and added", MatrixProduct::emit),
            guest("amoadd", Group.ATOMIC, 2_000_000, "all harts add to one doubleword", SharedCounter::emitAtomic),
            guest(
                    "lock-amoswap",
                    Group.ATOMIC,
                    500_000,
                    "LR/SC lock, freed by amoswap.w.rl",
                    SharedCounter::emitSwapping),
            guest(
                    "lock-store",
                    Group.ATOMIC,
                    500_000,
                    "LR/SC lock, freed by a plain store",
                    SharedCounter::emitStoring),
            guest("compare-and-swap", Group.ATOMIC, 500_000, "LR/SC among plain stores", CompareAndSwap::emit),
            new Guest("ipi-ring", Group.INTERRUPT, "a token goes around by msip and wfi", 55_000, InterruptRing::emit),
            guest("ecall", Group.TRAP, 290_000, "ecall to M-mode and mret", EnvironmentCall::emit),
            guest("new-code", Group.CODE, 14_000, "store, fence.i and call", NewCode::emit)
                    .sharingCodePage(),
            guest("shared-page", Group.CODE, 6000, "stores to the page that the code is in", SharedPage::emit)
                    .sharingCodePage(),
            guest("remapping", Group.TLB, 50_000, "page table entry changed, sfence.vma, load", Remapping::emit),
            program("sort", 180, "twenty-one ways to sort ints, longs, texts, objects and pairs", Sorting.class),
            program("regex", 750, "regular expressions compiled, and matched in three ways", Searching.class),
            program("aes", 2100, "AES with three lengths of key: CBC, CTR, CFB, OFB, CMAC and GCM", Encryption.class),
            program("jpeg", 450, "pictures compressed as JPEG and JPEG-LS do, and filters", Compression.class),
            program("json", 700, "JSON parsed, printed, asked, patched and encoded in CBOR", Documents.class),
            program("huffman", 1000, "texts packed as deflate, bzip2 and LZMA do, and unpacked", Packing.class),
            program("b-tree", 980, "B-trees, a page cache, a journal and a skip list, compared", Records.class),
            program("script", 640, "a small language compiled to bytecode and interpreted", Scripting.class));

    private Guests() {}

    private static Guest guest(String name, Group group, long rounds, String what, Consumer<Assembler> code) {
        return new Guest(name, group, what, rounds, (a, mode, harts) -> code.accept(a));
    }

    private static Guest program(String name, long rounds, String what, Class<?> main) {
        return new Guest(name, Group.PROGRAM, what, rounds, new JavaProgram(main));
    }

    /** By its name on the command line. */
    public static Optional<Guest> of(String name) {
        return ALL.stream().filter(guest -> guest.name().equals(name)).findFirst();
    }
}
