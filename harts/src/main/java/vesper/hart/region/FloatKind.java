package vesper.hart.region;

import vesper.hart.code.Op;

/** Which register files an instruction of F or D reads and writes, loads and stores apart. */
final class FloatKind {
    private FloatKind() {}

    static boolean readsInteger(int op) {
        return switch (op) {
            case Op.FCVT_S_W, Op.FCVT_S_WU, Op.FCVT_S_L, Op.FCVT_S_LU, Op.FMV_W_X -> true;
            case Op.FCVT_D_W, Op.FCVT_D_WU, Op.FCVT_D_L, Op.FCVT_D_LU, Op.FMV_D_X -> true;
            default -> false;
        };
    }

    static boolean writesInteger(int op) {
        return switch (op) {
            case Op.FEQ_S, Op.FLT_S, Op.FLE_S, Op.FCLASS_S, Op.FMV_X_W -> true;
            case Op.FCVT_W_S, Op.FCVT_WU_S, Op.FCVT_L_S, Op.FCVT_LU_S -> true;
            case Op.FEQ_D, Op.FLT_D, Op.FLE_D, Op.FCLASS_D, Op.FMV_X_D -> true;
            case Op.FCVT_W_D, Op.FCVT_WU_D, Op.FCVT_L_D, Op.FCVT_LU_D -> true;
            default -> false;
        };
    }

    static boolean isFused(int op) {
        return (op >= Op.FMADD_S && op <= Op.FNMADD_S) || (op >= Op.FMADD_D && op <= Op.FNMADD_D);
    }
}
