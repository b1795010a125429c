/** What whoever opens a bundle finds beside its parts. It is a part like any other, so its wording may change with versions. */
export const readmeText = `考绩结果包　Kaoji result bundle

这个文件包含一次考核计算的全部依据：考核方案（scheme.yaml）、事实（facts 文件夹）、结果（result.json）、
提示（findings.json），以及各部分的散列（manifest.json）。任何人都可以复算：

    kaoji verify 本文件

完整包（kind: full）用包内的方案和事实重新计算，逐字节比较。公开包（kind: redacted）中，保密测评主体的票和
票数太少不能单独公开的分数换成了承诺值（withheld）；承诺值由完整包打开，不能换成别的内容。两种包的指纹
（fingerprint）相同，说的是同一个结果。请把指纹与审定文件上的指纹对照。

This file holds everything a result was computed from: the scheme, the facts, the result, the findings, and the hash of each
part. Anybody can compute it again:

    kaoji verify THIS-FILE

A full bundle is computed again from the scheme and facts inside and compared byte by byte. In a redacted one the sheets of
secret voter groups, and values that stand on too few sheets to be shown apart, are replaced by commitments (withheld), which
the full bundle opens and which nothing else fits. Both have the same fingerprint and speak of the same result. Compare it
with the fingerprint on the decision.
`;
