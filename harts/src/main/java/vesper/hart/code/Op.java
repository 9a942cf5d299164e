package vesper.hart.code;

import org.jspecify.annotations.Nullable;
import vesper.isa.Instruction;

/**
 * The numbers that decoded instructions carry and the interpreter switches over: one for each row of
 * {@link Instruction}. A number has a name here, the row's, where the class that executes it switches over constants or
 * asks for a range of them; each follows from the one above, so that a line put in between moves the others by itself.
 *
 * <p>A row that computes ({@link vesper.isa.Format#isComputation}) needs no line: it is numbered by its place in the
 * table, and {@code BitManipulation} switches over the row.
 */
public final class Op {
    // RV64I and M: executed by Interpreter itself.
    public static final int LUI = 0;
    public static final int AUIPC = LUI + 1;
    public static final int JAL = AUIPC + 1;
    public static final int JALR = JAL + 1;
    public static final int BEQ = JALR + 1;
    public static final int BNE = BEQ + 1;
    public static final int BLT = BNE + 1;
    public static final int BGE = BLT + 1;
    public static final int BLTU = BGE + 1;
    public static final int BGEU = BLTU + 1;
    public static final int LB = BGEU + 1;
    public static final int LH = LB + 1;
    public static final int LW = LH + 1;
    public static final int LD = LW + 1;
    public static final int LBU = LD + 1;
    public static final int LHU = LBU + 1;
    public static final int LWU = LHU + 1;
    public static final int SB = LWU + 1;
    public static final int SH = SB + 1;
    public static final int SW = SH + 1;
    public static final int SD = SW + 1;
    public static final int ADDI = SD + 1;
    public static final int SLTI = ADDI + 1;
    public static final int SLTIU = SLTI + 1;
    public static final int XORI = SLTIU + 1;
    public static final int ORI = XORI + 1;
    public static final int ANDI = ORI + 1;
    public static final int SLLI = ANDI + 1;
    public static final int SRLI = SLLI + 1;
    public static final int SRAI = SRLI + 1;
    public static final int ADD = SRAI + 1;
    public static final int SUB = ADD + 1;
    public static final int SLL = SUB + 1;
    public static final int SLT = SLL + 1;
    public static final int SLTU = SLT + 1;
    public static final int XOR = SLTU + 1;
    public static final int SRL = XOR + 1;
    public static final int SRA = SRL + 1;
    public static final int OR = SRA + 1;
    public static final int AND = OR + 1;
    public static final int ADDIW = AND + 1;
    public static final int SLLIW = ADDIW + 1;
    public static final int SRLIW = SLLIW + 1;
    public static final int SRAIW = SRLIW + 1;
    public static final int ADDW = SRAIW + 1;
    public static final int SUBW = ADDW + 1;
    public static final int SLLW = SUBW + 1;
    public static final int SRLW = SLLW + 1;
    public static final int SRAW = SRLW + 1;
    public static final int FENCE = SRAW + 1;
    public static final int MUL = FENCE + 1;
    public static final int MULH = MUL + 1;
    public static final int MULHSU = MULH + 1;
    public static final int MULHU = MULHSU + 1;
    public static final int DIV = MULHU + 1;
    public static final int DIVU = DIV + 1;
    public static final int REM = DIVU + 1;
    public static final int REMU = REM + 1;
    public static final int MULW = REMU + 1;
    public static final int DIVW = MULW + 1;
    public static final int DIVUW = DIVW + 1;
    public static final int REMW = DIVUW + 1;
    public static final int REMUW = REMW + 1;
    public static final int FLW = REMUW + 1;
    public static final int FSW = FLW + 1;
    public static final int FLD = FSW + 1;
    public static final int FSD = FLD + 1;

    /** The block ends here and goes on at the next instruction; not an instruction itself. */
    public static final int FALLTHROUGH = FSD + 1;

    // Zba, Zbb, Zbs and all other computations that have no constant here: BitManipulation.
    public static final int FIRST_BIT_MANIPULATION = FALLTHROUGH + 1;
    private static final int MOST_BIT_MANIPULATIONS = 256;

    // A, Zacas and Zalasr: Atomics.
    public static final int FIRST_ATOMIC = FIRST_BIT_MANIPULATION + MOST_BIT_MANIPULATIONS;
    public static final int LR_W = FIRST_ATOMIC;
    public static final int SC_W = LR_W + 1;
    public static final int AMOSWAP_W = SC_W + 1;
    public static final int AMOADD_W = AMOSWAP_W + 1;
    public static final int AMOXOR_W = AMOADD_W + 1;
    public static final int AMOAND_W = AMOXOR_W + 1;
    public static final int AMOOR_W = AMOAND_W + 1;
    public static final int AMOMIN_W = AMOOR_W + 1;
    public static final int AMOMAX_W = AMOMIN_W + 1;
    public static final int AMOMINU_W = AMOMAX_W + 1;
    public static final int AMOMAXU_W = AMOMINU_W + 1;
    public static final int LR_D = AMOMAXU_W + 1;
    public static final int SC_D = LR_D + 1;
    public static final int AMOSWAP_D = SC_D + 1;
    public static final int AMOADD_D = AMOSWAP_D + 1;
    public static final int AMOXOR_D = AMOADD_D + 1;
    public static final int AMOAND_D = AMOXOR_D + 1;
    public static final int AMOOR_D = AMOAND_D + 1;
    public static final int AMOMIN_D = AMOOR_D + 1;
    public static final int AMOMAX_D = AMOMIN_D + 1;
    public static final int AMOMINU_D = AMOMAX_D + 1;
    public static final int AMOMAXU_D = AMOMINU_D + 1;
    public static final int AMOCAS_W = AMOMAXU_D + 1;
    public static final int AMOCAS_D = AMOCAS_W + 1;
    public static final int AMOCAS_Q = AMOCAS_D + 1;
    public static final int LB_AQ = AMOCAS_Q + 1;
    public static final int LH_AQ = LB_AQ + 1;
    public static final int LW_AQ = LH_AQ + 1;
    public static final int LD_AQ = LW_AQ + 1;
    public static final int SB_RL = LD_AQ + 1;
    public static final int SH_RL = SB_RL + 1;
    public static final int SW_RL = SH_RL + 1;
    public static final int SD_RL = SW_RL + 1;

    // F and D but for loads and stores: FloatingPoint.
    public static final int FIRST_FLOAT = SD_RL + 1;
    public static final int FMADD_S = FIRST_FLOAT;
    public static final int FMSUB_S = FMADD_S + 1;
    public static final int FNMSUB_S = FMSUB_S + 1;
    public static final int FNMADD_S = FNMSUB_S + 1;
    public static final int FADD_S = FNMADD_S + 1;
    public static final int FSUB_S = FADD_S + 1;
    public static final int FMUL_S = FSUB_S + 1;
    public static final int FDIV_S = FMUL_S + 1;
    public static final int FSQRT_S = FDIV_S + 1;
    public static final int FSGNJ_S = FSQRT_S + 1;
    public static final int FSGNJN_S = FSGNJ_S + 1;
    public static final int FSGNJX_S = FSGNJN_S + 1;
    public static final int FMIN_S = FSGNJX_S + 1;
    public static final int FMAX_S = FMIN_S + 1;
    public static final int FCVT_W_S = FMAX_S + 1;
    public static final int FCVT_WU_S = FCVT_W_S + 1;
    public static final int FCVT_L_S = FCVT_WU_S + 1;
    public static final int FCVT_LU_S = FCVT_L_S + 1;
    public static final int FCVT_S_W = FCVT_LU_S + 1;
    public static final int FCVT_S_WU = FCVT_S_W + 1;
    public static final int FCVT_S_L = FCVT_S_WU + 1;
    public static final int FCVT_S_LU = FCVT_S_L + 1;
    public static final int FMV_X_W = FCVT_S_LU + 1;
    public static final int FMV_W_X = FMV_X_W + 1;
    public static final int FEQ_S = FMV_W_X + 1;
    public static final int FLT_S = FEQ_S + 1;
    public static final int FLE_S = FLT_S + 1;
    public static final int FCLASS_S = FLE_S + 1;
    public static final int FMADD_D = FCLASS_S + 1;
    public static final int FMSUB_D = FMADD_D + 1;
    public static final int FNMSUB_D = FMSUB_D + 1;
    public static final int FNMADD_D = FNMSUB_D + 1;
    public static final int FADD_D = FNMADD_D + 1;
    public static final int FSUB_D = FADD_D + 1;
    public static final int FMUL_D = FSUB_D + 1;
    public static final int FDIV_D = FMUL_D + 1;
    public static final int FSQRT_D = FDIV_D + 1;
    public static final int FSGNJ_D = FSQRT_D + 1;
    public static final int FSGNJN_D = FSGNJ_D + 1;
    public static final int FSGNJX_D = FSGNJN_D + 1;
    public static final int FMIN_D = FSGNJX_D + 1;
    public static final int FMAX_D = FMIN_D + 1;
    public static final int FCVT_W_D = FMAX_D + 1;
    public static final int FCVT_WU_D = FCVT_W_D + 1;
    public static final int FCVT_L_D = FCVT_WU_D + 1;
    public static final int FCVT_LU_D = FCVT_L_D + 1;
    public static final int FCVT_D_W = FCVT_LU_D + 1;
    public static final int FCVT_D_WU = FCVT_D_W + 1;
    public static final int FCVT_D_L = FCVT_D_WU + 1;
    public static final int FCVT_D_LU = FCVT_D_L + 1;
    public static final int FCVT_S_D = FCVT_D_LU + 1;
    public static final int FCVT_D_S = FCVT_S_D + 1;
    public static final int FMV_X_D = FCVT_D_S + 1;
    public static final int FMV_D_X = FMV_X_D + 1;
    public static final int FEQ_D = FMV_D_X + 1;
    public static final int FLT_D = FEQ_D + 1;
    public static final int FLE_D = FLT_D + 1;
    public static final int FCLASS_D = FLE_D + 1;

    // Ends a block: SystemInstructions.
    public static final int FIRST_SYSTEM = FCLASS_D + 1;
    public static final int FENCE_I = FIRST_SYSTEM;
    public static final int ECALL = FENCE_I + 1;
    public static final int EBREAK = ECALL + 1;
    public static final int CSRRW = EBREAK + 1;
    public static final int CSRRS = CSRRW + 1;
    public static final int CSRRC = CSRRS + 1;
    public static final int CSRRWI = CSRRC + 1;
    public static final int CSRRSI = CSRRWI + 1;
    public static final int CSRRCI = CSRRSI + 1;
    public static final int SRET = CSRRCI + 1;
    public static final int MRET = SRET + 1;
    public static final int WFI = MRET + 1;
    public static final int SFENCE_VMA = WFI + 1;
    public static final int ILLEGAL = SFENCE_VMA + 1;

    /** {@code BY_ORDINAL[instruction.ordinal()]} is its number. */
    private static final int[] BY_ORDINAL = numbers();

    private static final @Nullable Instruction[] ROWS = rows();

    private Op() {}

    /** The number of an instruction of the table. */
    @SuppressWarnings("EnumOrdinal") // an index into a table that is built from the same enum, once for each decoding
    public static int of(Instruction instruction) {
        return BY_ORDINAL[instruction.ordinal()];
    }

    /**
     * The instruction of a number.
     *
     * @throws IllegalArgumentException for one that is no instruction's
     */
    public static Instruction row(int op) {
        Instruction row = ROWS[op];
        if (row == null) {
            throw new IllegalArgumentException("no instruction has op " + op);
        }
        return row;
    }

    @SuppressWarnings("EnumOrdinal")
    private static int[] numbers() {
        Instruction[] rows = Instruction.values();
        int[] numbers = new int[rows.length];
        int next = FIRST_BIT_MANIPULATION;
        for (Instruction row : rows) {
            int named = named(row);
            if (named < 0 && !row.format().isComputation()) {
                throw new ExceptionInInitializerError("no Op." + row.name());
            }
            numbers[row.ordinal()] = named < 0 ? next++ : named;
        }
        if (next > FIRST_ATOMIC) {
            throw new ExceptionInInitializerError("more than " + MOST_BIT_MANIPULATIONS + " bit manipulations");
        }
        return numbers;
    }

    /** The constant of the row's name, or -1. */
    private static int named(Instruction row) {
        try {
            return Op.class.getField(row.name()).getInt(null);
        } catch (NoSuchFieldException e) {
            return -1;
        } catch (IllegalAccessException e) {
            throw new AssertionError("public fields are accessible", e);
        }
    }

    private static @Nullable Instruction[] rows() {
        @Nullable Instruction[] rows = new Instruction[ILLEGAL + 1];
        for (Instruction row : Instruction.values()) {
            rows[of(row)] = row;
        }
        return rows;
    }
}
