package vesper.isa;

import static vesper.isa.Operand.BASE;
import static vesper.isa.Operand.CSR;
import static vesper.isa.Operand.FRD;
import static vesper.isa.Operand.FRS1;
import static vesper.isa.Operand.FRS2;
import static vesper.isa.Operand.IMM_B;
import static vesper.isa.Operand.IMM_I;
import static vesper.isa.Operand.IMM_J;
import static vesper.isa.Operand.RD;
import static vesper.isa.Operand.RS1;
import static vesper.isa.Operand.RS2;
import static vesper.isa.Operand.ZIMM;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pseudo-instructions that the disassembler writes for special cases of the table's rows (manual, chapter 34). The
 * first that matches wins.
 */
enum Pseudo {
    NOP("nop", 0x0000_0013, 0xffff_ffff),
    LI("li", 0x0000_0013, 0x000f_f07f, RD, IMM_I),
    MV("mv", 0x0000_0013, 0xfff0_707f, RD, RS1),
    NOT("not", 0xfff0_4013, 0xfff0_707f, RD, RS1),
    NEG("neg", 0x4000_0033, 0xfe0f_f07f, RD, RS2),
    NEGW("negw", 0x4000_003b, 0xfe0f_f07f, RD, RS2),
    SEXT_W("sext.w", 0x0000_001b, 0xfff0_707f, RD, RS1),
    ZEXT_B("zext.b", 0x0ff0_7013, 0xfff0_707f, RD, RS1),
    ZEXT_W("zext.w", 0x0800_003b, 0xfff0_707f, RD, RS1),
    SEQZ("seqz", 0x0010_3013, 0xfff0_707f, RD, RS1),
    SNEZ("snez", 0x0000_3033, 0xfe0f_f07f, RD, RS2),
    SLTZ("sltz", 0x0000_2033, 0xfff0_707f, RD, RS1),
    SGTZ("sgtz", 0x0000_2033, 0xfe0f_f07f, RD, RS2),

    BEQZ("beqz", 0x0000_0063, 0x01f0_707f, RS1, IMM_B),
    BNEZ("bnez", 0x0000_1063, 0x01f0_707f, RS1, IMM_B),
    BLTZ("bltz", 0x0000_4063, 0x01f0_707f, RS1, IMM_B),
    BLEZ("blez", 0x0000_5063, 0x000f_f07f, RS2, IMM_B),
    BGEZ("bgez", 0x0000_5063, 0x01f0_707f, RS1, IMM_B),
    BGTZ("bgtz", 0x0000_4063, 0x000f_f07f, RS2, IMM_B),
    J("j", 0x0000_006f, 0x0000_0fff, IMM_J),
    JAL("jal", 0x0000_00ef, 0x0000_0fff, IMM_J),
    RET("ret", 0x0000_8067, 0xffff_ffff),
    JR("jr", 0x0000_0067, 0xfff0_7fff, RS1),
    JR_OFFSET("jr", 0x0000_0067, 0x0000_7fff, IMM_I, BASE),
    JALR("jalr", 0x0000_00e7, 0xfff0_7fff, RS1),

    FENCE_TSO("fence.tso", 0x8330_000f, 0xffff_ffff),
    PAUSE("pause", 0x0100_000f, 0xffff_ffff),
    FENCE("fence", 0x0ff0_000f, 0xffff_ffff),
    SFENCE_VMA_ALL("sfence.vma", 0x1200_0073, 0xffff_ffff),
    SFENCE_VMA_ADDRESS("sfence.vma", 0x1200_0073, 0xfff0_7fff, RS1),

    CSRR("csrr", 0x0000_2073, 0x000f_f07f, RD, CSR),
    CSRW("csrw", 0x0000_1073, 0x0000_7fff, CSR, RS1),
    CSRS("csrs", 0x0000_2073, 0x0000_7fff, CSR, RS1),
    CSRC("csrc", 0x0000_3073, 0x0000_7fff, CSR, RS1),
    CSRWI("csrwi", 0x0000_5073, 0x0000_7fff, CSR, ZIMM),
    CSRSI("csrsi", 0x0000_6073, 0x0000_7fff, CSR, ZIMM),
    CSRCI("csrci", 0x0000_7073, 0x0000_7fff, CSR, ZIMM),

    FMV_S("fmv.s", 0x2000_0053, 0xfe00_707f, FRD, FRS1, FRS2),
    FNEG_S("fneg.s", 0x2000_1053, 0xfe00_707f, FRD, FRS1, FRS2),
    FABS_S("fabs.s", 0x2000_2053, 0xfe00_707f, FRD, FRS1, FRS2),
    FMV_D("fmv.d", 0x2200_0053, 0xfe00_707f, FRD, FRS1, FRS2),
    FNEG_D("fneg.d", 0x2200_1053, 0xfe00_707f, FRD, FRS1, FRS2),
    FABS_D("fabs.d", 0x2200_2053, 0xfe00_707f, FRD, FRS1, FRS2);

    private static final Pseudo[] ALL = values();

    private final String mnemonic;
    private final int match;
    private final int mask;

    @SuppressWarnings("ImmutableEnumChecker") // always a List.of
    private final List<Operand> operands;

    /** A sign injection is a move when both sources are the same register, which is then written once. */
    private final boolean sourcesEqual;

    Pseudo(String mnemonic, int match, int mask, Operand... operands) {
        this.mnemonic = mnemonic;
        this.match = match;
        this.mask = mask;
        List<Operand> all = List.of(operands);
        this.sourcesEqual = all.contains(FRS2);
        this.operands = sourcesEqual ? List.of(FRD, FRS1) : all;
    }

    static @Nullable Pseudo of(int word) {
        for (Pseudo pseudo : ALL) {
            boolean equal = Operands.rs1(word) == Operands.rs2(word);
            if ((word & pseudo.mask) == pseudo.match && (equal || !pseudo.sourcesEqual)) {
                return pseudo;
            }
        }
        return null;
    }

    String mnemonic() {
        return mnemonic;
    }

    List<Operand> operands() {
        return operands;
    }
}
