package vesper.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.boot.CpuSwitch;
import vesper.hart.code.Op;
import vesper.isa.Assembler;
import vesper.isa.Csrs;
import vesper.isa.Disassembler;
import vesper.isa.Extension;
import vesper.isa.Instruction;
import vesper.isa.Mnemonic;
import vesper.isa.Operand;
import vesper.machine.IsaString;
import vesper.stress.Engine;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Repertoire;
import vesper.stress.litmus.test.Step;

/**
 * Every row of the tables of instructions and of CSRs is known to all who must know it, and is named nowhere else for
 * that. What is left out somewhere is listed there with its reason: {@link Divergence}, {@link CsrRoles},
 * {@link Repertoire}, {@link Csrs.Absent}. A list that leaves out too much, or what is not there, fails too.
 */
class EveryRowTest {
    private static final int BASE = 8;
    private static final int CASES = 20_000;

    /** Not a part of the ISA string, and why. */
    private static final Map<Extension, String> NOT_IN_ISA_STRING =
            Map.of(Extension.PRIVILEGED, "a mode: Linux takes a letter s for an extension that it does not know");

    // Instructions.

    @ParameterizedTest
    @EnumSource
    void decoderAssemblerAndDisassemblerKnowIt(Instruction row) {
        int word = Trial.word(row, BASE);
        Assembler a = new Assembler();
        a.emit(
                row,
                row.format().operands().stream()
                        .mapToLong(operand -> operand.decode(word))
                        .toArray());
        byte[] bytes = a.assemble(0x8000_0000L).flat();
        assertEquals(word, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
        assertSame(row, Instruction.decode(word));
        assertSame(row, Op.row(Op.of(row)));
        String mnemonic = Disassembler.disassembleBase(word, 0).split(" ", 2)[0];
        assertSame(row, Objects.requireNonNull(Mnemonic.parse(mnemonic)).row());
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineExecutesEveryRow(Engine engine) throws Exception {
        Trial trial = new Trial();
        for (Instruction row : Instruction.values()) {
            trial.add(row);
        }
        assertEquals(List.of(), trial.refused(engine));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoRowIsFound(Engine engine) throws Exception {
        Trial trial = new Trial();
        trial.add(Instruction.ANDN);
        trial.add("no row", 0x0000_006b);
        trial.add("a CSR that is not there", Instruction.CSRRS.encode(10, 0x7c0, 0));
        trial.add("a CSR that is only read", Instruction.CSRRW.encode(10, Csrs.MHARTID, 0));
        assertEquals(List.of("no row", "a CSR that is not there", "a CSR that is only read"), trial.refused(engine));
    }

    @Test
    void theFuzzerRunsEveryRowUnlessADivergenceSaysWhyNot() {
        Set<Instruction> seen = EnumSet.noneOf(Instruction.class);
        CaseGenerator generator = new CaseGenerator(4);
        for (int number = 0; number < CASES; number++) {
            Arrays.stream(generator.generate(number).instructions())
                    .mapToObj(Draft::row)
                    .filter(Objects::nonNull)
                    .forEach(seen::add);
        }
        Set<Instruction> expected = EnumSet.allOf(Instruction.class);
        expected.removeIf(Divergence::isLeftOut);
        assertEquals(expected, seen);
    }

    @ParameterizedTest
    @EnumSource
    void litmusTestsHaveItUnlessItHasNoPlaceThere(Instruction row) throws Exception {
        String text = litmus(row);
        LitmusTest test = LitmusParser.parse(row.mnemonic(), text);
        assertEquals(!Repertoire.has(row), test.unsupported().isPresent(), text);
        if (Repertoire.has(row)) {
            Step step = test.threads().getFirst().steps().getFirst();
            if (step.target().isEmpty()) {
                assertEquals(Trial.word(row, BASE), step.word(), text);
            } else {
                assertSame(row, step.row());
            }
        }
    }

    /** With a label where the disassembler writes a distance. */
    private static String litmus(Instruction row) {
        String code = Disassembler.disassembleBase(Trial.word(row, BASE), 0);
        List<Operand> operands = row.format().operands();
        if (operands.contains(Operand.IMM_B) || operands.contains(Operand.IMM_J)) {
            code = code.substring(0, code.lastIndexOf(',') + 1) + "END";
        }
        return "RISCV one\n{ 0:x6=x; }\n P0 ;\n %s ;\n END: ;\nexists (x=1)\n".formatted(code);
    }

    @Test
    void whatLitmusTestsLeaveOutByNameWouldElseBeInThem() {
        Repertoire.leftOut().forEach((row, reason) -> {
            assertFalse(reason.isEmpty());
            assertTrue(Repertoire.isOfRegistersAndMemory(row), row + " needs no reason");
        });
    }

    @ParameterizedTest
    @EnumSource
    void deviceTreeAndCpuModelHaveItsExtension(Extension extension) {
        String isa = IsaString.inDeviceTree();
        String word = extension.word();
        String letters = isa.substring("rv64".length(), isa.indexOf('_'));
        boolean listed = extension.isLetter()
                ? letters.contains(word)
                : List.of(isa.split("_")).contains(word);
        assertEquals(!NOT_IN_ISA_STRING.containsKey(extension), listed, isa);
        assertTrue(CpuSwitch.accepts("rv64," + word + "=on"));
        assertFalse(CpuSwitch.accepts("rv64," + word + "=off"));
    }

    @Test
    void whatNoRowBringsIsNotInTheCpuModel() {
        assertFalse(CpuSwitch.accepts("rv64,v=on"));
        assertTrue(CpuSwitch.accepts("rv64,v=off"));
    }

    /** Unprivileged manual, chapter "ISA Extension Naming Conventions": i before a before b, and the privileged ones last. */
    @Test
    void theIsaStringIsInItsCanonicalOrder() {
        List<String> words = List.of(IsaString.inDeviceTree().split("_"));
        List<String> expected =
                List.of("rv64imafdc", "zicntr", "zicsr", "zihpm", "zacas", "zba", "zbs", "sstc", "svadu");
        assertEquals(expected, words.stream().filter(expected::contains).toList());
    }

    // CSRs.

    static IntStream csrs() {
        return IntStream.of(Csrs.named());
    }

    @ParameterizedTest
    @MethodSource("csrs")
    void assemblerAndDisassemblerKnowTheCsr(int csr) {
        String name = Csrs.name(csr);
        assertEquals(csr, Csrs.number(name).orElseThrow());
        assertEquals(
                "csrrs a0," + name + ",zero", Disassembler.disassembleBase(Instruction.CSRRS.encode(10, csr, 0), 0));
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineHasEveryCsrUnlessItsRowSaysWhyNot(Engine engine) throws Exception {
        Trial reads = new Trial();
        Trial writes = new Trial();
        for (int csr : Csrs.named()) {
            reads.add(Csrs.name(csr), Instruction.CSRRS.encode(10, csr, 0));
            writes.add(Csrs.name(csr), Instruction.CSRRSI.encode(10, csr, 1));
        }
        assertEquals(names(Csrs.absent().keySet().stream().mapToInt(Integer::intValue)), sorted(reads.refused(engine)));
        Set<Integer> absent = Csrs.absent().keySet();
        assertEquals(
                names(csrs().filter(csr -> absent.contains(csr) || Csrs.isReadOnly(csr))),
                sorted(writes.refused(engine)));
    }

    @Test
    void theFuzzerAccessesEveryCsrUnlessADivergenceSaysWhyNot() {
        Set<Integer> seen = new TreeSet<>();
        CaseGenerator generator = new CaseGenerator(4);
        for (int number = 0; number < CASES; number++) {
            for (int word : generator.generate(number).instructions()) {
                Instruction row = Draft.row(word);
                if (row != null && row.format().isCsr()) {
                    seen.add(Operand.CSR.decode(word));
                }
            }
        }
        assertEquals(names(csrs().filter(csr -> !Divergence.isLeftOut(csr))), names(csrs().filter(seen::contains)));
    }

    @Test
    void theFuzzerClearsAndComparesEveryCsrUnlessItSaysWhyNot() {
        Set<Integer> cleared = Arrays.stream(CsrRoles.cleared()).boxed().collect(Collectors.toSet());
        Set<Integer> compared = Arrays.stream(CsrRoles.compared()).boxed().collect(Collectors.toSet());
        for (int csr : Csrs.present()) {
            String name = Csrs.name(csr);
            boolean leftOut = Divergence.isLeftOut(csr);
            assertEquals(
                    !Csrs.isReadOnly(csr) && !leftOut && !CsrRoles.SET.containsKey(csr), cleared.contains(csr), name);
            boolean known = CsrRoles.UNCOMPARED.containsKey(csr) || leftOut || Divergence.readsDiffer(csr);
            assertEquals(!known || csr == Csrs.MENVCFG, compared.contains(csr), name);
        }
    }

    @Test
    void whatTheFuzzerListsIsThereAndNeedsItsReason() {
        Set<Integer> present = Arrays.stream(Csrs.present()).boxed().collect(Collectors.toSet());
        CsrRoles.SET.forEach((csr, reason) -> assertTrue(present.contains(csr), Csrs.name(csr) + ": " + reason));
        CsrRoles.UNCOMPARED.forEach((csr, reason) -> {
            assertTrue(present.contains(csr), Csrs.name(csr) + ": " + reason);
            assertFalse(Divergence.isLeftOut(csr) || Divergence.readsDiffer(csr), Csrs.name(csr) + " has two reasons");
        });
    }

    private static Set<String> names(IntStream csrs) {
        return csrs.mapToObj(Csrs::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sorted(List<String> names) {
        return new TreeSet<>(names);
    }
}
