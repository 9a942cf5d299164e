package vesper.stress.bench.program.script;

/** Texts to run. */
final class Scripts {
    static final String[] ALL = {"""
        # prime numbers, and how far they are apart
        var sieve[24];
        var i = 2; var j = 0; var last = 2; var gap = 0;
        while (i < 24) {
            if (!sieve[i]) {
                for (j = i * i; j < 24; j = j + i) sieve[j] = 1;
                if (i - last > gap) gap = i - last;
                last = i;
            }
            i = i + 1;
        }
        print gap; print last;
        """, """
        function fib(n) {
            if (n < 2) return n;
            return fib(n - 1) + fib(n - 2);
        }
        function gcd(a, b) {
            while (b != 0) { var rest = a % b; a = b; b = rest; }
            return a;
        }
        function power(base, exponent, modulus) {
            var result = 1;
            while (exponent > 0) {
                if (exponent & 1) result = result * base % modulus;
                base = base * base % modulus;
                exponent = exponent >> 1;
            }
            return result;
        }
        print fib(5); print gcd(1071, 462); print power(3, 45, 1000007);
        """, """
        var a[7]; var i = 0; var j = 0; var seed = 0x1f3d; var swaps = 0;
        function next() { seed = (seed * 1103515 + 12345) & 0x7fffffff; return seed >> 7; }
        function swap(x, y) { var t = a[x]; a[x] = a[y]; a[y] = t; swaps = swaps + 1; return 0; }
        for (i = 0; i < 7; i = i + 1) a[i] = next() % 100;
        for (i = 1; i < 7; i = i + 1) {
            j = i;
            while (j > 0 && a[j - 1] > a[j]) { swap(j - 1, j); j = j - 1; }
        }
        for (i = 0; i < 7; i = i + 1) print a[i];
        print swaps;
        """, """
        # three by three matrices, and the steps of Collatz
        var m[9]; var n[9]; var p[9]; var i = 0; var j = 0; var k = 0; var sum = 0;
        for (i = 0; i < 9; i = i + 1) { m[i] = i * 3 - 4; n[i] = 7 - i * i; }
        for (i = 0; i < 3; i = i + 1)
            for (j = 0; j < 3; j = j + 1) {
                sum = 0;
                for (k = 0; k < 3; k = k + 1) sum = sum + m[i * 3 + k] * n[k * 3 + j];
                p[i * 3 + j] = sum;
            }
        for (i = 8; i >= 0; i = i - 1) print p[i];
        var x = 6; var steps = 0;
        while (1) {
            if (x == 1) break;
            steps = steps + 1;
            if (x % 2 == 0) { x = x / 2; continue; }
            x = 3 * x + 1;
        }
        print steps; print -steps * (2 + 3) ^ (1 << 4 | 5);
        """, """
        # how many ways three queens have, by bits
        function solve(row, columns, left, right) {
            if (row == 3) return 1;
            var count = 0; var column = 0;
            while (column < 3) {
                var bit = 1 << column;
                if (!(columns & bit) && !(left & (bit << row)) && !(right & (bit << 2 - row)))
                    count = count + solve(row + 1, columns | bit, left | bit << row, right | bit << 2 - row);
                column = column + 1;
            }
            return count;
        }
        print solve(0, 0, 0, 0) || 99; print !0 && 1 == 1 || 0; print 5 > 4 != 2 <= 1;
        """};

    private Scripts() {}
}
