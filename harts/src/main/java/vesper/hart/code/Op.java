package vesper.hart.code;

import java.lang.reflect.Field;
import vesper.isa.Instruction;

/**
 * The numbers that decoded instructions carry and the interpreter switches over: one for each row of
 * {@link Instruction}, of the same name, in an order that keeps the hot ones dense. A test holds the two together.
 */
public final class Op {
    // RV64I and M: executed by Interpreter itself.
    public static final int LUI = 0;
    public static final int AUIPC = 1;
    public static final int JAL = 2;
    public static final int JALR = 3;
    public static final int BEQ = 4;
    public static final int BNE = 5;
    public static final int BLT = 6;
    public static final int BGE = 7;
    public static final int BLTU = 8;
    public static final int BGEU = 9;
    public static final int LB = 10;
    public static final int LH = 11;
    public static final int LW = 12;
    public static final int LD = 13;
    public static final int LBU = 14;
    public static final int LHU = 15;
    public static final int LWU = 16;
    public static final int SB = 17;
    public static final int SH = 18;
    public static final int SW = 19;
    public static final int SD = 20;
    public static final int ADDI = 21;
    public static final int SLTI = 22;
    public static final int SLTIU = 23;
    public static final int XORI = 24;
    public static final int ORI = 25;
    public static final int ANDI = 26;
    public static final int SLLI = 27;
    public static final int SRLI = 28;
    public static final int SRAI = 29;
    public static final int ADD = 30;
    public static final int SUB = 31;
    public static final int SLL = 32;
    public static final int SLT = 33;
    public static final int SLTU = 34;
    public static final int XOR = 35;
    public static final int SRL = 36;
    public static final int SRA = 37;
    public static final int OR = 38;
    public static final int AND = 39;
    public static final int ADDIW = 40;
    public static final int SLLIW = 41;
    public static final int SRLIW = 42;
    public static final int SRAIW = 43;
    public static final int ADDW = 44;
    public static final int SUBW = 45;
    public static final int SLLW = 46;
    public static final int SRLW = 47;
    public static final int SRAW = 48;
    public static final int FENCE = 49;
    public static final int MUL = 50;
    public static final int MULH = 51;
    public static final int MULHSU = 52;
    public static final int MULHU = 53;
    public static final int DIV = 54;
    public static final int DIVU = 55;
    public static final int REM = 56;
    public static final int REMU = 57;
    public static final int MULW = 58;
    public static final int DIVW = 59;
    public static final int DIVUW = 60;
    public static final int REMW = 61;
    public static final int REMUW = 62;
    public static final int FLW = 63;
    public static final int FSW = 64;
    public static final int FLD = 65;
    public static final int FSD = 66;

    /** The block ends here and goes on at the next instruction; not an instruction itself. */
    public static final int FALLTHROUGH = 67;

    // Zba, Zbb, Zbs: BitManipulation.
    public static final int FIRST_BIT_MANIPULATION = 68;
    public static final int ADD_UW = 68;
    public static final int SH1ADD = 69;
    public static final int SH2ADD = 70;
    public static final int SH3ADD = 71;
    public static final int SH1ADD_UW = 72;
    public static final int SH2ADD_UW = 73;
    public static final int SH3ADD_UW = 74;
    public static final int SLLI_UW = 75;
    public static final int ANDN = 76;
    public static final int ORN = 77;
    public static final int XNOR = 78;
    public static final int CLZ = 79;
    public static final int CTZ = 80;
    public static final int CPOP = 81;
    public static final int CLZW = 82;
    public static final int CTZW = 83;
    public static final int CPOPW = 84;
    public static final int MAX = 85;
    public static final int MAXU = 86;
    public static final int MIN = 87;
    public static final int MINU = 88;
    public static final int SEXT_B = 89;
    public static final int SEXT_H = 90;
    public static final int ZEXT_H = 91;
    public static final int ROL = 92;
    public static final int ROLW = 93;
    public static final int ROR = 94;
    public static final int RORW = 95;
    public static final int RORI = 96;
    public static final int RORIW = 97;
    public static final int ORC_B = 98;
    public static final int REV8 = 99;
    public static final int BCLR = 100;
    public static final int BCLRI = 101;
    public static final int BEXT = 102;
    public static final int BEXTI = 103;
    public static final int BINV = 104;
    public static final int BINVI = 105;
    public static final int BSET = 106;
    public static final int BSETI = 107;

    // A, Zacas and Zalasr: Atomics.
    public static final int FIRST_ATOMIC = 108;
    public static final int LR_W = 108;
    public static final int SC_W = 109;
    public static final int AMOSWAP_W = 110;
    public static final int AMOADD_W = 111;
    public static final int AMOXOR_W = 112;
    public static final int AMOAND_W = 113;
    public static final int AMOOR_W = 114;
    public static final int AMOMIN_W = 115;
    public static final int AMOMAX_W = 116;
    public static final int AMOMINU_W = 117;
    public static final int AMOMAXU_W = 118;
    public static final int LR_D = 119;
    public static final int SC_D = 120;
    public static final int AMOSWAP_D = 121;
    public static final int AMOADD_D = 122;
    public static final int AMOXOR_D = 123;
    public static final int AMOAND_D = 124;
    public static final int AMOOR_D = 125;
    public static final int AMOMIN_D = 126;
    public static final int AMOMAX_D = 127;
    public static final int AMOMINU_D = 128;
    public static final int AMOMAXU_D = 129;
    public static final int AMOCAS_W = 130;
    public static final int AMOCAS_D = 131;
    public static final int AMOCAS_Q = 132;
    public static final int LB_AQ = 133;
    public static final int LH_AQ = 134;
    public static final int LW_AQ = 135;
    public static final int LD_AQ = 136;
    public static final int SB_RL = 137;
    public static final int SH_RL = 138;
    public static final int SW_RL = 139;
    public static final int SD_RL = 140;

    // F and D but for loads and stores: FloatingPoint.
    public static final int FIRST_FLOAT = 141;
    public static final int FMADD_S = 141;
    public static final int FMSUB_S = 142;
    public static final int FNMSUB_S = 143;
    public static final int FNMADD_S = 144;
    public static final int FADD_S = 145;
    public static final int FSUB_S = 146;
    public static final int FMUL_S = 147;
    public static final int FDIV_S = 148;
    public static final int FSQRT_S = 149;
    public static final int FSGNJ_S = 150;
    public static final int FSGNJN_S = 151;
    public static final int FSGNJX_S = 152;
    public static final int FMIN_S = 153;
    public static final int FMAX_S = 154;
    public static final int FCVT_W_S = 155;
    public static final int FCVT_WU_S = 156;
    public static final int FCVT_L_S = 157;
    public static final int FCVT_LU_S = 158;
    public static final int FCVT_S_W = 159;
    public static final int FCVT_S_WU = 160;
    public static final int FCVT_S_L = 161;
    public static final int FCVT_S_LU = 162;
    public static final int FMV_X_W = 163;
    public static final int FMV_W_X = 164;
    public static final int FEQ_S = 165;
    public static final int FLT_S = 166;
    public static final int FLE_S = 167;
    public static final int FCLASS_S = 168;
    public static final int FMADD_D = 169;
    public static final int FMSUB_D = 170;
    public static final int FNMSUB_D = 171;
    public static final int FNMADD_D = 172;
    public static final int FADD_D = 173;
    public static final int FSUB_D = 174;
    public static final int FMUL_D = 175;
    public static final int FDIV_D = 176;
    public static final int FSQRT_D = 177;
    public static final int FSGNJ_D = 178;
    public static final int FSGNJN_D = 179;
    public static final int FSGNJX_D = 180;
    public static final int FMIN_D = 181;
    public static final int FMAX_D = 182;
    public static final int FCVT_W_D = 183;
    public static final int FCVT_WU_D = 184;
    public static final int FCVT_L_D = 185;
    public static final int FCVT_LU_D = 186;
    public static final int FCVT_D_W = 187;
    public static final int FCVT_D_WU = 188;
    public static final int FCVT_D_L = 189;
    public static final int FCVT_D_LU = 190;
    public static final int FCVT_S_D = 191;
    public static final int FCVT_D_S = 192;
    public static final int FMV_X_D = 193;
    public static final int FMV_D_X = 194;
    public static final int FEQ_D = 195;
    public static final int FLT_D = 196;
    public static final int FLE_D = 197;
    public static final int FCLASS_D = 198;

    // Ends a block: SystemInstructions.
    public static final int FIRST_SYSTEM = 199;
    public static final int FENCE_I = 199;
    public static final int ECALL = 200;
    public static final int EBREAK = 201;
    public static final int CSRRW = 202;
    public static final int CSRRS = 203;
    public static final int CSRRC = 204;
    public static final int CSRRWI = 205;
    public static final int CSRRSI = 206;
    public static final int CSRRCI = 207;
    public static final int SRET = 208;
    public static final int MRET = 209;
    public static final int WFI = 210;
    public static final int SFENCE_VMA = 211;
    public static final int ILLEGAL = 212;

    /** {@code BY_ORDINAL[instruction.ordinal()]} is its number. */
    private static final int[] BY_ORDINAL = numbers();

    private Op() {}

    /** The number of an instruction of the table. */
    @SuppressWarnings("EnumOrdinal") // an index into a table that is built from the same enum, once for each decoding
    public static int of(Instruction instruction) {
        return BY_ORDINAL[instruction.ordinal()];
    }

    @SuppressWarnings("EnumOrdinal")
    private static int[] numbers() {
        Instruction[] rows = Instruction.values();
        int[] numbers = new int[rows.length];
        for (Instruction row : rows) {
            try {
                Field field = Op.class.getDeclaredField(row.name());
                numbers[row.ordinal()] = field.getInt(null);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError("no Op." + row.name());
            }
        }
        return numbers;
    }
}
