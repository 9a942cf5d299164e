package vesper.isa;

import static vesper.isa.Extension.A;
import static vesper.isa.Extension.D;
import static vesper.isa.Extension.F;
import static vesper.isa.Extension.M;
import static vesper.isa.Extension.PRIVILEGED;
import static vesper.isa.Extension.RV64I;
import static vesper.isa.Extension.ZACAS;
import static vesper.isa.Extension.ZALASR;
import static vesper.isa.Extension.ZBA;
import static vesper.isa.Extension.ZBB;
import static vesper.isa.Extension.ZBS;
import static vesper.isa.Extension.ZICSR;
import static vesper.isa.Extension.ZIFENCEI;
import static vesper.isa.Format.B;
import static vesper.isa.Format.F_COMPARE;
import static vesper.isa.Format.F_LOAD;
import static vesper.isa.Format.F_R;
import static vesper.isa.Format.F_R_RM;
import static vesper.isa.Format.F_STORE;
import static vesper.isa.Format.F_TO_X;
import static vesper.isa.Format.F_TO_X_RM;
import static vesper.isa.Format.F_UNARY_RM;
import static vesper.isa.Format.I;
import static vesper.isa.Format.I_CSR;
import static vesper.isa.Format.I_CSR_IMM;
import static vesper.isa.Format.I_FENCE;
import static vesper.isa.Format.I_JALR;
import static vesper.isa.Format.I_LOAD;
import static vesper.isa.Format.I_NONE;
import static vesper.isa.Format.I_SHIFT;
import static vesper.isa.Format.I_SHIFT_W;
import static vesper.isa.Format.J;
import static vesper.isa.Format.R;
import static vesper.isa.Format.R4_RM;
import static vesper.isa.Format.R_AMO;
import static vesper.isa.Format.R_CAS;
import static vesper.isa.Format.R_LOAD;
import static vesper.isa.Format.R_LR;
import static vesper.isa.Format.R_SC;
import static vesper.isa.Format.R_SFENCE;
import static vesper.isa.Format.R_STORE;
import static vesper.isa.Format.R_UNARY;
import static vesper.isa.Format.S;
import static vesper.isa.Format.U;
import static vesper.isa.Format.X_TO_F;
import static vesper.isa.Format.X_TO_F_RM;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of instructions: mnemonic, match, mask, format, extension, manual section. Decoder, assembler,
 * disassembler, fuzzer, litmus tests and device tree derive from it; to add an instruction is to add a row.
 *
 * <p>Sections are those of the RISC-V Instruction Set Manual of 2024-04-11, volume I, or volume II where marked; Zalasr
 * is younger. A word is an instruction when {@code (word & mask) == match}. Not in the mask are {@code aq} and
 * {@code rl}, which every combination of is legal, but for the one that Zalasr demands; {@code rm}, whose reserved
 * values the executor refuses, since 7 depends on {@code frm}; and the fields of fences that section 2.7 reserves and
 * asks hardware to ignore.
 */
public enum Instruction {
    LUI("lui", 0x0000_0037, 0x0000_007f, U, RV64I, "2.4.1"),
    AUIPC("auipc", 0x0000_0017, 0x0000_007f, U, RV64I, "2.4.1"),
    JAL("jal", 0x0000_006f, 0x0000_007f, J, RV64I, "2.5.1"),
    JALR("jalr", 0x0000_0067, 0x0000_707f, I_JALR, RV64I, "2.5.1"),
    BEQ("beq", 0x0000_0063, 0x0000_707f, B, RV64I, "2.5.2"),
    BNE("bne", 0x0000_1063, 0x0000_707f, B, RV64I, "2.5.2"),
    BLT("blt", 0x0000_4063, 0x0000_707f, B, RV64I, "2.5.2"),
    BGE("bge", 0x0000_5063, 0x0000_707f, B, RV64I, "2.5.2"),
    BLTU("bltu", 0x0000_6063, 0x0000_707f, B, RV64I, "2.5.2"),
    BGEU("bgeu", 0x0000_7063, 0x0000_707f, B, RV64I, "2.5.2"),
    LB("lb", 0x0000_0003, 0x0000_707f, I_LOAD, RV64I, "2.6"),
    LH("lh", 0x0000_1003, 0x0000_707f, I_LOAD, RV64I, "2.6"),
    LW("lw", 0x0000_2003, 0x0000_707f, I_LOAD, RV64I, "2.6"),
    LD("ld", 0x0000_3003, 0x0000_707f, I_LOAD, RV64I, "4.3"),
    LBU("lbu", 0x0000_4003, 0x0000_707f, I_LOAD, RV64I, "2.6"),
    LHU("lhu", 0x0000_5003, 0x0000_707f, I_LOAD, RV64I, "2.6"),
    LWU("lwu", 0x0000_6003, 0x0000_707f, I_LOAD, RV64I, "4.3"),
    SB("sb", 0x0000_0023, 0x0000_707f, S, RV64I, "2.6"),
    SH("sh", 0x0000_1023, 0x0000_707f, S, RV64I, "2.6"),
    SW("sw", 0x0000_2023, 0x0000_707f, S, RV64I, "2.6"),
    SD("sd", 0x0000_3023, 0x0000_707f, S, RV64I, "4.3"),
    ADDI("addi", 0x0000_0013, 0x0000_707f, I, RV64I, "2.4.1"),
    SLTI("slti", 0x0000_2013, 0x0000_707f, I, RV64I, "2.4.1"),
    SLTIU("sltiu", 0x0000_3013, 0x0000_707f, I, RV64I, "2.4.1"),
    XORI("xori", 0x0000_4013, 0x0000_707f, I, RV64I, "2.4.1"),
    ORI("ori", 0x0000_6013, 0x0000_707f, I, RV64I, "2.4.1"),
    ANDI("andi", 0x0000_7013, 0x0000_707f, I, RV64I, "2.4.1"),
    SLLI("slli", 0x0000_1013, 0xfc00_707f, I_SHIFT, RV64I, "4.2.1"),
    SRLI("srli", 0x0000_5013, 0xfc00_707f, I_SHIFT, RV64I, "4.2.1"),
    SRAI("srai", 0x4000_5013, 0xfc00_707f, I_SHIFT, RV64I, "4.2.1"),
    ADD("add", 0x0000_0033, 0xfe00_707f, R, RV64I, "2.4.2"),
    SUB("sub", 0x4000_0033, 0xfe00_707f, R, RV64I, "2.4.2"),
    SLL("sll", 0x0000_1033, 0xfe00_707f, R, RV64I, "4.2.2"),
    SLT("slt", 0x0000_2033, 0xfe00_707f, R, RV64I, "2.4.2"),
    SLTU("sltu", 0x0000_3033, 0xfe00_707f, R, RV64I, "2.4.2"),
    XOR("xor", 0x0000_4033, 0xfe00_707f, R, RV64I, "2.4.2"),
    SRL("srl", 0x0000_5033, 0xfe00_707f, R, RV64I, "4.2.2"),
    SRA("sra", 0x4000_5033, 0xfe00_707f, R, RV64I, "4.2.2"),
    OR("or", 0x0000_6033, 0xfe00_707f, R, RV64I, "2.4.2"),
    AND("and", 0x0000_7033, 0xfe00_707f, R, RV64I, "2.4.2"),
    ADDIW("addiw", 0x0000_001b, 0x0000_707f, I, RV64I, "4.2.1"),
    SLLIW("slliw", 0x0000_101b, 0xfe00_707f, I_SHIFT_W, RV64I, "4.2.1"),
    SRLIW("srliw", 0x0000_501b, 0xfe00_707f, I_SHIFT_W, RV64I, "4.2.1"),
    SRAIW("sraiw", 0x4000_501b, 0xfe00_707f, I_SHIFT_W, RV64I, "4.2.1"),
    ADDW("addw", 0x0000_003b, 0xfe00_707f, R, RV64I, "4.2.2"),
    SUBW("subw", 0x4000_003b, 0xfe00_707f, R, RV64I, "4.2.2"),
    SLLW("sllw", 0x0000_103b, 0xfe00_707f, R, RV64I, "4.2.2"),
    SRLW("srlw", 0x0000_503b, 0xfe00_707f, R, RV64I, "4.2.2"),
    SRAW("sraw", 0x4000_503b, 0xfe00_707f, R, RV64I, "4.2.2"),
    FENCE("fence", 0x0000_000f, 0x0000_707f, I_FENCE, RV64I, "2.7"),
    ECALL("ecall", 0x0000_0073, 0xffff_ffff, I_NONE, RV64I, "2.8"),
    EBREAK("ebreak", 0x0010_0073, 0xffff_ffff, I_NONE, RV64I, "2.8"),

    FENCE_I("fence.i", 0x0000_100f, 0x0000_707f, I_NONE, ZIFENCEI, "6"),

    CSRRW("csrrw", 0x0000_1073, 0x0000_707f, I_CSR, ZICSR, "7.1"),
    CSRRS("csrrs", 0x0000_2073, 0x0000_707f, I_CSR, ZICSR, "7.1"),
    CSRRC("csrrc", 0x0000_3073, 0x0000_707f, I_CSR, ZICSR, "7.1"),
    CSRRWI("csrrwi", 0x0000_5073, 0x0000_707f, I_CSR_IMM, ZICSR, "7.1"),
    CSRRSI("csrrsi", 0x0000_6073, 0x0000_707f, I_CSR_IMM, ZICSR, "7.1"),
    CSRRCI("csrrci", 0x0000_7073, 0x0000_707f, I_CSR_IMM, ZICSR, "7.1"),

    SRET("sret", 0x1020_0073, 0xffff_ffff, I_NONE, PRIVILEGED, "II 3.3.2"),
    MRET("mret", 0x3020_0073, 0xffff_ffff, I_NONE, PRIVILEGED, "II 3.3.2"),
    WFI("wfi", 0x1050_0073, 0xffff_ffff, I_NONE, PRIVILEGED, "II 3.3.3"),
    SFENCE_VMA("sfence.vma", 0x1200_0073, 0xfe00_7fff, R_SFENCE, PRIVILEGED, "II 10.2.1"),

    MUL("mul", 0x0200_0033, 0xfe00_707f, R, M, "13.1"),
    MULH("mulh", 0x0200_1033, 0xfe00_707f, R, M, "13.1"),
    MULHSU("mulhsu", 0x0200_2033, 0xfe00_707f, R, M, "13.1"),
    MULHU("mulhu", 0x0200_3033, 0xfe00_707f, R, M, "13.1"),
    DIV("div", 0x0200_4033, 0xfe00_707f, R, M, "13.2"),
    DIVU("divu", 0x0200_5033, 0xfe00_707f, R, M, "13.2"),
    REM("rem", 0x0200_6033, 0xfe00_707f, R, M, "13.2"),
    REMU("remu", 0x0200_7033, 0xfe00_707f, R, M, "13.2"),
    MULW("mulw", 0x0200_003b, 0xfe00_707f, R, M, "13.1"),
    DIVW("divw", 0x0200_403b, 0xfe00_707f, R, M, "13.2"),
    DIVUW("divuw", 0x0200_503b, 0xfe00_707f, R, M, "13.2"),
    REMW("remw", 0x0200_603b, 0xfe00_707f, R, M, "13.2"),
    REMUW("remuw", 0x0200_703b, 0xfe00_707f, R, M, "13.2"),

    LR_W("lr.w", 0x1000_202f, 0xf9f0_707f, R_LR, A, "14.2"),
    SC_W("sc.w", 0x1800_202f, 0xf800_707f, R_SC, A, "14.2"),
    AMOSWAP_W("amoswap.w", 0x0800_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOADD_W("amoadd.w", 0x0000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOXOR_W("amoxor.w", 0x2000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOAND_W("amoand.w", 0x6000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOOR_W("amoor.w", 0x4000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMIN_W("amomin.w", 0x8000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMAX_W("amomax.w", 0xa000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMINU_W("amominu.w", 0xc000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMAXU_W("amomaxu.w", 0xe000_202f, 0xf800_707f, R_AMO, A, "14.4"),
    LR_D("lr.d", 0x1000_302f, 0xf9f0_707f, R_LR, A, "14.2"),
    SC_D("sc.d", 0x1800_302f, 0xf800_707f, R_SC, A, "14.2"),
    AMOSWAP_D("amoswap.d", 0x0800_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOADD_D("amoadd.d", 0x0000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOXOR_D("amoxor.d", 0x2000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOAND_D("amoand.d", 0x6000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOOR_D("amoor.d", 0x4000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMIN_D("amomin.d", 0x8000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMAX_D("amomax.d", 0xa000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMINU_D("amominu.d", 0xc000_302f, 0xf800_707f, R_AMO, A, "14.4"),
    AMOMAXU_D("amomaxu.d", 0xe000_302f, 0xf800_707f, R_AMO, A, "14.4"),

    AMOCAS_W("amocas.w", 0x2800_202f, 0xf800_707f, R_CAS, ZACAS, "16.2"),
    AMOCAS_D("amocas.d", 0x2800_302f, 0xf800_707f, R_CAS, ZACAS, "16.2"),
    AMOCAS_Q("amocas.q", 0x2800_402f, 0xf810_70ff, R_CAS, ZACAS, "16.2"),

    LB_AQ("lb.aq", 0x3400_002f, 0xfdf0_707f, R_LOAD, ZALASR, "Zalasr"),
    LH_AQ("lh.aq", 0x3400_102f, 0xfdf0_707f, R_LOAD, ZALASR, "Zalasr"),
    LW_AQ("lw.aq", 0x3400_202f, 0xfdf0_707f, R_LOAD, ZALASR, "Zalasr"),
    LD_AQ("ld.aq", 0x3400_302f, 0xfdf0_707f, R_LOAD, ZALASR, "Zalasr"),
    SB_RL("sb.rl", 0x3a00_002f, 0xfa00_7fff, R_STORE, ZALASR, "Zalasr"),
    SH_RL("sh.rl", 0x3a00_102f, 0xfa00_7fff, R_STORE, ZALASR, "Zalasr"),
    SW_RL("sw.rl", 0x3a00_202f, 0xfa00_7fff, R_STORE, ZALASR, "Zalasr"),
    SD_RL("sd.rl", 0x3a00_302f, 0xfa00_7fff, R_STORE, ZALASR, "Zalasr"),

    FLW("flw", 0x0000_2007, 0x0000_707f, F_LOAD, F, "20.5"),
    FSW("fsw", 0x0000_2027, 0x0000_707f, F_STORE, F, "20.5"),
    FMADD_S("fmadd.s", 0x0000_0043, 0x0600_007f, R4_RM, F, "20.6"),
    FMSUB_S("fmsub.s", 0x0000_0047, 0x0600_007f, R4_RM, F, "20.6"),
    FNMSUB_S("fnmsub.s", 0x0000_004b, 0x0600_007f, R4_RM, F, "20.6"),
    FNMADD_S("fnmadd.s", 0x0000_004f, 0x0600_007f, R4_RM, F, "20.6"),
    FADD_S("fadd.s", 0x0000_0053, 0xfe00_007f, F_R_RM, F, "20.6"),
    FSUB_S("fsub.s", 0x0800_0053, 0xfe00_007f, F_R_RM, F, "20.6"),
    FMUL_S("fmul.s", 0x1000_0053, 0xfe00_007f, F_R_RM, F, "20.6"),
    FDIV_S("fdiv.s", 0x1800_0053, 0xfe00_007f, F_R_RM, F, "20.6"),
    FSQRT_S("fsqrt.s", 0x5800_0053, 0xfff0_007f, F_UNARY_RM, F, "20.6"),
    FSGNJ_S("fsgnj.s", 0x2000_0053, 0xfe00_707f, F_R, F, "20.7"),
    FSGNJN_S("fsgnjn.s", 0x2000_1053, 0xfe00_707f, F_R, F, "20.7"),
    FSGNJX_S("fsgnjx.s", 0x2000_2053, 0xfe00_707f, F_R, F, "20.7"),
    FMIN_S("fmin.s", 0x2800_0053, 0xfe00_707f, F_R, F, "20.6"),
    FMAX_S("fmax.s", 0x2800_1053, 0xfe00_707f, F_R, F, "20.6"),
    FCVT_W_S("fcvt.w.s", 0xc000_0053, 0xfff0_007f, F_TO_X_RM, F, "20.7"),
    FCVT_WU_S("fcvt.wu.s", 0xc010_0053, 0xfff0_007f, F_TO_X_RM, F, "20.7"),
    FCVT_L_S("fcvt.l.s", 0xc020_0053, 0xfff0_007f, F_TO_X_RM, F, "20.7"),
    FCVT_LU_S("fcvt.lu.s", 0xc030_0053, 0xfff0_007f, F_TO_X_RM, F, "20.7"),
    FCVT_S_W("fcvt.s.w", 0xd000_0053, 0xfff0_007f, X_TO_F_RM, F, "20.7"),
    FCVT_S_WU("fcvt.s.wu", 0xd010_0053, 0xfff0_007f, X_TO_F_RM, F, "20.7"),
    FCVT_S_L("fcvt.s.l", 0xd020_0053, 0xfff0_007f, X_TO_F_RM, F, "20.7"),
    FCVT_S_LU("fcvt.s.lu", 0xd030_0053, 0xfff0_007f, X_TO_F_RM, F, "20.7"),
    FMV_X_W("fmv.x.w", 0xe000_0053, 0xfff0_707f, F_TO_X, F, "20.7"),
    FMV_W_X("fmv.w.x", 0xf000_0053, 0xfff0_707f, X_TO_F, F, "20.7"),
    FEQ_S("feq.s", 0xa000_2053, 0xfe00_707f, F_COMPARE, F, "20.8"),
    FLT_S("flt.s", 0xa000_1053, 0xfe00_707f, F_COMPARE, F, "20.8"),
    FLE_S("fle.s", 0xa000_0053, 0xfe00_707f, F_COMPARE, F, "20.8"),
    FCLASS_S("fclass.s", 0xe000_1053, 0xfff0_707f, F_TO_X, F, "20.9"),

    FLD("fld", 0x0000_3007, 0x0000_707f, F_LOAD, D, "21.3"),
    FSD("fsd", 0x0000_3027, 0x0000_707f, F_STORE, D, "21.3"),
    FMADD_D("fmadd.d", 0x0200_0043, 0x0600_007f, R4_RM, D, "21.4"),
    FMSUB_D("fmsub.d", 0x0200_0047, 0x0600_007f, R4_RM, D, "21.4"),
    FNMSUB_D("fnmsub.d", 0x0200_004b, 0x0600_007f, R4_RM, D, "21.4"),
    FNMADD_D("fnmadd.d", 0x0200_004f, 0x0600_007f, R4_RM, D, "21.4"),
    FADD_D("fadd.d", 0x0200_0053, 0xfe00_007f, F_R_RM, D, "21.4"),
    FSUB_D("fsub.d", 0x0a00_0053, 0xfe00_007f, F_R_RM, D, "21.4"),
    FMUL_D("fmul.d", 0x1200_0053, 0xfe00_007f, F_R_RM, D, "21.4"),
    FDIV_D("fdiv.d", 0x1a00_0053, 0xfe00_007f, F_R_RM, D, "21.4"),
    FSQRT_D("fsqrt.d", 0x5a00_0053, 0xfff0_007f, F_UNARY_RM, D, "21.4"),
    FSGNJ_D("fsgnj.d", 0x2200_0053, 0xfe00_707f, F_R, D, "21.5"),
    FSGNJN_D("fsgnjn.d", 0x2200_1053, 0xfe00_707f, F_R, D, "21.5"),
    FSGNJX_D("fsgnjx.d", 0x2200_2053, 0xfe00_707f, F_R, D, "21.5"),
    FMIN_D("fmin.d", 0x2a00_0053, 0xfe00_707f, F_R, D, "21.4"),
    FMAX_D("fmax.d", 0x2a00_1053, 0xfe00_707f, F_R, D, "21.4"),
    FCVT_W_D("fcvt.w.d", 0xc200_0053, 0xfff0_007f, F_TO_X_RM, D, "21.5"),
    FCVT_WU_D("fcvt.wu.d", 0xc210_0053, 0xfff0_007f, F_TO_X_RM, D, "21.5"),
    FCVT_L_D("fcvt.l.d", 0xc220_0053, 0xfff0_007f, F_TO_X_RM, D, "21.5"),
    FCVT_LU_D("fcvt.lu.d", 0xc230_0053, 0xfff0_007f, F_TO_X_RM, D, "21.5"),
    FCVT_D_W("fcvt.d.w", 0xd200_0053, 0xfff0_007f, X_TO_F_RM, D, "21.5"),
    FCVT_D_WU("fcvt.d.wu", 0xd210_0053, 0xfff0_007f, X_TO_F_RM, D, "21.5"),
    FCVT_D_L("fcvt.d.l", 0xd220_0053, 0xfff0_007f, X_TO_F_RM, D, "21.5"),
    FCVT_D_LU("fcvt.d.lu", 0xd230_0053, 0xfff0_007f, X_TO_F_RM, D, "21.5"),
    FCVT_S_D("fcvt.s.d", 0x4010_0053, 0xfff0_007f, F_UNARY_RM, D, "21.5"),
    FCVT_D_S("fcvt.d.s", 0x4200_0053, 0xfff0_007f, F_UNARY_RM, D, "21.5"),
    FMV_X_D("fmv.x.d", 0xe200_0053, 0xfff0_707f, F_TO_X, D, "21.5"),
    FMV_D_X("fmv.d.x", 0xf200_0053, 0xfff0_707f, X_TO_F, D, "21.5"),
    FEQ_D("feq.d", 0xa200_2053, 0xfe00_707f, F_COMPARE, D, "21.6"),
    FLT_D("flt.d", 0xa200_1053, 0xfe00_707f, F_COMPARE, D, "21.6"),
    FLE_D("fle.d", 0xa200_0053, 0xfe00_707f, F_COMPARE, D, "21.6"),
    FCLASS_D("fclass.d", 0xe200_1053, 0xfff0_707f, F_TO_X, D, "21.7"),

    ADD_UW("add.uw", 0x0800_003b, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH1ADD("sh1add", 0x2000_2033, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH2ADD("sh2add", 0x2000_4033, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH3ADD("sh3add", 0x2000_6033, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH1ADD_UW("sh1add.uw", 0x2000_203b, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH2ADD_UW("sh2add.uw", 0x2000_403b, 0xfe00_707f, R, ZBA, "28.4.1"),
    SH3ADD_UW("sh3add.uw", 0x2000_603b, 0xfe00_707f, R, ZBA, "28.4.1"),
    SLLI_UW("slli.uw", 0x0800_101b, 0xfc00_707f, I_SHIFT, ZBA, "28.4.1"),

    ANDN("andn", 0x4000_7033, 0xfe00_707f, R, ZBB, "28.4.2"),
    ORN("orn", 0x4000_6033, 0xfe00_707f, R, ZBB, "28.4.2"),
    XNOR("xnor", 0x4000_4033, 0xfe00_707f, R, ZBB, "28.4.2"),
    CLZ("clz", 0x6000_1013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    CTZ("ctz", 0x6010_1013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    CPOP("cpop", 0x6020_1013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    CLZW("clzw", 0x6000_101b, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    CTZW("ctzw", 0x6010_101b, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    CPOPW("cpopw", 0x6020_101b, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    MAX("max", 0x0a00_6033, 0xfe00_707f, R, ZBB, "28.4.2"),
    MAXU("maxu", 0x0a00_7033, 0xfe00_707f, R, ZBB, "28.4.2"),
    MIN("min", 0x0a00_4033, 0xfe00_707f, R, ZBB, "28.4.2"),
    MINU("minu", 0x0a00_5033, 0xfe00_707f, R, ZBB, "28.4.2"),
    SEXT_B("sext.b", 0x6040_1013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    SEXT_H("sext.h", 0x6050_1013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    ZEXT_H("zext.h", 0x0800_403b, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    ROL("rol", 0x6000_1033, 0xfe00_707f, R, ZBB, "28.4.2"),
    ROLW("rolw", 0x6000_103b, 0xfe00_707f, R, ZBB, "28.4.2"),
    ROR("ror", 0x6000_5033, 0xfe00_707f, R, ZBB, "28.4.2"),
    RORW("rorw", 0x6000_503b, 0xfe00_707f, R, ZBB, "28.4.2"),
    RORI("rori", 0x6000_5013, 0xfc00_707f, I_SHIFT, ZBB, "28.4.2"),
    RORIW("roriw", 0x6000_501b, 0xfe00_707f, I_SHIFT_W, ZBB, "28.4.2"),
    ORC_B("orc.b", 0x2870_5013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),
    REV8("rev8", 0x6b80_5013, 0xfff0_707f, R_UNARY, ZBB, "28.4.2"),

    BCLR("bclr", 0x4800_1033, 0xfe00_707f, R, ZBS, "28.4.4"),
    BCLRI("bclri", 0x4800_1013, 0xfc00_707f, I_SHIFT, ZBS, "28.4.4"),
    BEXT("bext", 0x4800_5033, 0xfe00_707f, R, ZBS, "28.4.4"),
    BEXTI("bexti", 0x4800_5013, 0xfc00_707f, I_SHIFT, ZBS, "28.4.4"),
    BINV("binv", 0x6800_1033, 0xfe00_707f, R, ZBS, "28.4.4"),
    BINVI("binvi", 0x6800_1013, 0xfc00_707f, I_SHIFT, ZBS, "28.4.4"),
    BSET("bset", 0x2800_1033, 0xfe00_707f, R, ZBS, "28.4.4"),
    BSETI("bseti", 0x2800_1013, 0xfc00_707f, I_SHIFT, ZBS, "28.4.4");

    // One bucket for each opcode and funct3, bits 6..2 and 14..12; a row without funct3 is in all eight of its opcode.
    private static final Instruction[][] BUCKETS = buckets();

    private final String mnemonic;
    private final int match;
    private final int mask;
    private final Format format;
    private final Extension extension;
    private final String section;

    Instruction(String mnemonic, int match, int mask, Format format, Extension extension, String section) {
        this.mnemonic = mnemonic;
        this.match = match;
        this.mask = mask;
        this.format = format;
        this.extension = extension;
        this.section = section;
    }

    /** Finds the row of a 32-bit encoding; null for one that is illegal or reserved. Allocates nothing. */
    public static @Nullable Instruction decode(int word) {
        if ((word & 3) != 3) {
            return null;
        }
        for (Instruction row : BUCKETS[bucket(word)]) {
            if (row.matches(word)) {
                return row;
            }
        }
        return null;
    }

    private static int bucket(int word) {
        return (word >>> 2 & 31) << 3 | Operands.funct3(word);
    }

    private static Instruction[][] buckets() {
        Instruction[] rows = values();
        Instruction[][] buckets = new Instruction[256][];
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            int key = bucket >>> 3 << 2 | (bucket & 7) << 12 | 3;
            List<Instruction> members = new ArrayList<>();
            for (Instruction row : rows) {
                if (((row.match ^ key) & row.mask & 0x707f) == 0) {
                    members.add(row);
                }
            }
            buckets[bucket] = members.toArray(Instruction[]::new);
        }
        return buckets;
    }

    public boolean matches(int word) {
        return (word & mask) == match;
    }

    /**
     * Encodes operands in the order of {@link Format#operands}; {@code aq} and {@code rl} are left clear.
     *
     * @throws IllegalArgumentException if their number is wrong or one does not fit
     */
    public int encode(long... values) {
        List<Operand> operands = format.operands();
        if (values.length != operands.size()) {
            throw new IllegalArgumentException(
                    "%s takes %d operands, not %d".formatted(mnemonic, operands.size(), values.length));
        }
        int word = match;
        for (int i = 0; i < values.length; i++) {
            Operand operand = operands.get(i);
            int bits = operand.encode(values[i]);
            // amocas.q has its register pairs' low bits in the mask: odd registers are reserved there.
            if (!operand.fits(values[i]) || (bits & mask & ~match) != 0) {
                throw new IllegalArgumentException("%s: %s of %d does not fit, it is %d to %d"
                        .formatted(mnemonic, operand, values[i], operand.least(), operand.greatest()));
            }
            word |= bits;
        }
        return word;
    }

    /**
     * The rounding mode that is meant when none is written: dynamic, but for conversions to D that are always exact
     * round to nearest (section 21.5).
     */
    public Rounding usualRounding() {
        return this == FCVT_D_S || this == FCVT_D_W || this == FCVT_D_WU ? Rounding.RNE : Rounding.DYN;
    }

    /** How many bytes a load, store or atomic instruction accesses: 1 to 16; its width field is their logarithm. Else 0. */
    public int accessBytes() {
        if (!format.isAccess()) {
            return 0;
        }
        int width = Operands.funct3(match);
        boolean unsignedLoad = format == I_LOAD && width > 3;
        return 1 << (unsignedLoad ? width - 4 : width);
    }

    /** As assembly language writes it, without {@code .aq} and {@code .rl} unless they must be there: {@link Mnemonic}. */
    public String mnemonic() {
        return mnemonic;
    }

    public int match() {
        return match;
    }

    public int mask() {
        return mask;
    }

    public Format format() {
        return format;
    }

    public Extension extension() {
        return extension;
    }

    /** Where the manual defines it. */
    public String section() {
        return section;
    }
}
