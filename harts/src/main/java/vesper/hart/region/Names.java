package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The classes, methods and fields of a running hart that generated code names. A test links each of them. */
final class Names {
    private static final String HART_PACKAGE = "vesper.hart";

    static final ClassDesc REGION = ClassDesc.of(HART_PACKAGE, "Region");
    static final ClassDesc ALL_BRANCHES = ClassDesc.of(HART_PACKAGE, "AllBranches");
    static final ClassDesc HART = ClassDesc.of(HART_PACKAGE, "Hart");
    static final ClassDesc TRAP = ClassDesc.of(HART_PACKAGE, "Trap");
    static final ClassDesc MAILBOX = ClassDesc.of(HART_PACKAGE, "Mailbox");
    static final ClassDesc PORT = ClassDesc.of(HART_PACKAGE, "DirectPort");
    static final ClassDesc MEMORY = ClassDesc.of("vesper.bus", "DirectAccess");
    static final ClassDesc ATOMICS = ClassDesc.of(HART_PACKAGE, "Atomics");
    static final ClassDesc MEMORY_PORT = ClassDesc.of(HART_PACKAGE, "MemoryPort");
    static final ClassDesc SUPPORT = ClassDesc.of(HART_PACKAGE, "RegionSupport");
    static final ClassDesc DIVISION = ClassDesc.of(HART_PACKAGE, "Division");
    static final ClassDesc BIT_MANIPULATION = ClassDesc.of(HART_PACKAGE, "BitManipulation");
    static final ClassDesc INSTRUCTION = ClassDesc.of("vesper.isa", "Instruction");
    static final ClassDesc NO_WAY = MEMORY.nested("NoWay");
    static final ClassDesc FP_STATUS = ClassDesc.of("vesper.hart.fp", "FpStatus");
    static final ClassDesc FLOAT64 = ClassDesc.of("vesper.hart.fp", "Float64");
    static final ClassDesc LONGS = CD_long.arrayType();
    static final ClassDesc JAVA_LONG = ClassDesc.of("java.lang.Long");
    static final ClassDesc JAVA_MATH = ClassDesc.of("java.lang.Math");

    static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_long, HART, CD_int, CD_long);
    static final MethodTypeDesc LONG_LONG_TO_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
    static final MethodTypeDesc INT_INT_TO_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    static final MethodTypeDesc LONG_LONG_TO_INT = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    static final MethodTypeDesc LOAD_INT = MethodTypeDesc.of(CD_int, LONGS, CD_long);
    static final MethodTypeDesc LOAD_LONG = MethodTypeDesc.of(CD_long, LONGS, CD_long);
    static final MethodTypeDesc STORE_INT = MethodTypeDesc.of(CD_void, LONGS, CD_long, CD_int);
    static final MethodTypeDesc STORE_LONG = MethodTypeDesc.of(CD_void, LONGS, CD_long, CD_long);

    private Names() {}
}
