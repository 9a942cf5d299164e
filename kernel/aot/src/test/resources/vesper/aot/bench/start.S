# Calls setup and bench; sends the result and the number of instructions that bench executed to the UART, 8 bytes each.
    .section .text.init, "ax"
    .globl _start
_start:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    la sp, stack_end
    call setup
    csrr s0, minstret
    call bench
    csrr s1, minstret
    sub s1, s1, s0
    addi s1, s1, -1
    li t0, 0x10000000
    li t2, 8
1:  sb a0, 0(t0)
    srli a0, a0, 8
    addi t2, t2, -1
    bnez t2, 1b
    li t2, 8
2:  sb s1, 0(t0)
    srli s1, s1, 8
    addi t2, t2, -1
    bnez t2, 2b
    li t0, 0x100000
    li t1, 0x5555
    sw t1, 0(t0)
3:  j 3b

    .bss
    .balign 4096
    .globl arena
arena:
    .space 4 << 20
    .space 65536
stack_end:
