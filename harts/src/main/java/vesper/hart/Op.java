package vesper.hart;

import java.lang.reflect.Field;
import vesper.isa.Instruction;

/**
 * The numbers that decoded instructions carry and the interpreter switches over: one for each row of
 * {@link Instruction}, of the same name, in an order that keeps the hot ones dense. A test holds the two together.
 */
final class Op {
    // RV64I and M: executed by Interpreter itself.
    static final int LUI = 0;
    static final int AUIPC = 1;
    static final int JAL = 2;
    static final int JALR = 3;
    static final int BEQ = 4;
    static final int BNE = 5;
    static final int BLT = 6;
    static final int BGE = 7;
    static final int BLTU = 8;
    static final int BGEU = 9;
    static final int LB = 10;
    static final int LH = 11;
    static final int LW = 12;
    static final int LD = 13;
    static final int LBU = 14;
    static final int LHU = 15;
    static final int LWU = 16;
    static final int SB = 17;
    static final int SH = 18;
    static final int SW = 19;
    static final int SD = 20;
    static final int ADDI = 21;
    static final int SLTI = 22;
    static final int SLTIU = 23;
    static final int XORI = 24;
    static final int ORI = 25;
    static final int ANDI = 26;
    static final int SLLI = 27;
    static final int SRLI = 28;
    static final int SRAI = 29;
    static final int ADD = 30;
    static final int SUB = 31;
    static final int SLL = 32;
    static final int SLT = 33;
    static final int SLTU = 34;
    static final int XOR = 35;
    static final int SRL = 36;
    static final int SRA = 37;
    static final int OR = 38;
    static final int AND = 39;
    static final int ADDIW = 40;
    static final int SLLIW = 41;
    static final int SRLIW = 42;
    static final int SRAIW = 43;
    static final int ADDW = 44;
    static final int SUBW = 45;
    static final int SLLW = 46;
    static final int SRLW = 47;
    static final int SRAW = 48;
    static final int FENCE = 49;
    static final int MUL = 50;
    static final int MULH = 51;
    static final int MULHSU = 52;
    static final int MULHU = 53;
    static final int DIV = 54;
    static final int DIVU = 55;
    static final int REM = 56;
    static final int REMU = 57;
    static final int MULW = 58;
    static final int DIVW = 59;
    static final int DIVUW = 60;
    static final int REMW = 61;
    static final int REMUW = 62;
    static final int FLW = 63;
    static final int FSW = 64;
    static final int FLD = 65;
    static final int FSD = 66;

    /** The block ends here and goes on at the next instruction; not an instruction itself. */
    static final int FALLTHROUGH = 67;

    // Zba, Zbb, Zbs: BitManipulation.
    static final int FIRST_BIT_MANIPULATION = 68;
    static final int ADD_UW = 68;
    static final int SH1ADD = 69;
    static final int SH2ADD = 70;
    static final int SH3ADD = 71;
    static final int SH1ADD_UW = 72;
    static final int SH2ADD_UW = 73;
    static final int SH3ADD_UW = 74;
    static final int SLLI_UW = 75;
    static final int ANDN = 76;
    static final int ORN = 77;
    static final int XNOR = 78;
    static final int CLZ = 79;
    static final int CTZ = 80;
    static final int CPOP = 81;
    static final int CLZW = 82;
    static final int CTZW = 83;
    static final int CPOPW = 84;
    static final int MAX = 85;
    static final int MAXU = 86;
    static final int MIN = 87;
    static final int MINU = 88;
    static final int SEXT_B = 89;
    static final int SEXT_H = 90;
    static final int ZEXT_H = 91;
    static final int ROL = 92;
    static final int ROLW = 93;
    static final int ROR = 94;
    static final int RORW = 95;
    static final int RORI = 96;
    static final int RORIW = 97;
    static final int ORC_B = 98;
    static final int REV8 = 99;
    static final int BCLR = 100;
    static final int BCLRI = 101;
    static final int BEXT = 102;
    static final int BEXTI = 103;
    static final int BINV = 104;
    static final int BINVI = 105;
    static final int BSET = 106;
    static final int BSETI = 107;

    // A, Zacas and Zalasr: Atomics.
    static final int FIRST_ATOMIC = 108;
    static final int LR_W = 108;
    static final int SC_W = 109;
    static final int AMOSWAP_W = 110;
    static final int AMOADD_W = 111;
    static final int AMOXOR_W = 112;
    static final int AMOAND_W = 113;
    static final int AMOOR_W = 114;
    static final int AMOMIN_W = 115;
    static final int AMOMAX_W = 116;
    static final int AMOMINU_W = 117;
    static final int AMOMAXU_W = 118;
    static final int LR_D = 119;
    static final int SC_D = 120;
    static final int AMOSWAP_D = 121;
    static final int AMOADD_D = 122;
    static final int AMOXOR_D = 123;
    static final int AMOAND_D = 124;
    static final int AMOOR_D = 125;
    static final int AMOMIN_D = 126;
    static final int AMOMAX_D = 127;
    static final int AMOMINU_D = 128;
    static final int AMOMAXU_D = 129;
    static final int AMOCAS_W = 130;
    static final int AMOCAS_D = 131;
    static final int AMOCAS_Q = 132;
    static final int LB_AQ = 133;
    static final int LH_AQ = 134;
    static final int LW_AQ = 135;
    static final int LD_AQ = 136;
    static final int SB_RL = 137;
    static final int SH_RL = 138;
    static final int SW_RL = 139;
    static final int SD_RL = 140;

    // F and D but for loads and stores: FloatingPoint.
    static final int FIRST_FLOAT = 141;
    static final int FMADD_S = 141;
    static final int FMSUB_S = 142;
    static final int FNMSUB_S = 143;
    static final int FNMADD_S = 144;
    static final int FADD_S = 145;
    static final int FSUB_S = 146;
    static final int FMUL_S = 147;
    static final int FDIV_S = 148;
    static final int FSQRT_S = 149;
    static final int FSGNJ_S = 150;
    static final int FSGNJN_S = 151;
    static final int FSGNJX_S = 152;
    static final int FMIN_S = 153;
    static final int FMAX_S = 154;
    static final int FCVT_W_S = 155;
    static final int FCVT_WU_S = 156;
    static final int FCVT_L_S = 157;
    static final int FCVT_LU_S = 158;
    static final int FCVT_S_W = 159;
    static final int FCVT_S_WU = 160;
    static final int FCVT_S_L = 161;
    static final int FCVT_S_LU = 162;
    static final int FMV_X_W = 163;
    static final int FMV_W_X = 164;
    static final int FEQ_S = 165;
    static final int FLT_S = 166;
    static final int FLE_S = 167;
    static final int FCLASS_S = 168;
    static final int FMADD_D = 169;
    static final int FMSUB_D = 170;
    static final int FNMSUB_D = 171;
    static final int FNMADD_D = 172;
    static final int FADD_D = 173;
    static final int FSUB_D = 174;
    static final int FMUL_D = 175;
    static final int FDIV_D = 176;
    static final int FSQRT_D = 177;
    static final int FSGNJ_D = 178;
    static final int FSGNJN_D = 179;
    static final int FSGNJX_D = 180;
    static final int FMIN_D = 181;
    static final int FMAX_D = 182;
    static final int FCVT_W_D = 183;
    static final int FCVT_WU_D = 184;
    static final int FCVT_L_D = 185;
    static final int FCVT_LU_D = 186;
    static final int FCVT_D_W = 187;
    static final int FCVT_D_WU = 188;
    static final int FCVT_D_L = 189;
    static final int FCVT_D_LU = 190;
    static final int FCVT_S_D = 191;
    static final int FCVT_D_S = 192;
    static final int FMV_X_D = 193;
    static final int FMV_D_X = 194;
    static final int FEQ_D = 195;
    static final int FLT_D = 196;
    static final int FLE_D = 197;
    static final int FCLASS_D = 198;

    // Ends a block: SystemInstructions.
    static final int FIRST_SYSTEM = 199;
    static final int FENCE_I = 199;
    static final int ECALL = 200;
    static final int EBREAK = 201;
    static final int CSRRW = 202;
    static final int CSRRS = 203;
    static final int CSRRC = 204;
    static final int CSRRWI = 205;
    static final int CSRRSI = 206;
    static final int CSRRCI = 207;
    static final int SRET = 208;
    static final int MRET = 209;
    static final int WFI = 210;
    static final int SFENCE_VMA = 211;
    static final int ILLEGAL = 212;

    /** {@code BY_ORDINAL[instruction.ordinal()]} is its number. */
    private static final int[] BY_ORDINAL = numbers();

    private Op() {}

    /** The number of an instruction of the table. */
    @SuppressWarnings("EnumOrdinal") // an index into a table that is built from the same enum, once for each decoding
    static int of(Instruction instruction) {
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
