/** What is said about result bundles, in Chinese. */

export const zhBundle = {
  made: (isRedacted: boolean, parts: number, rows: number, values: number): string =>
    isRedacted
      ? `公开包　${parts} 个部分　${rows} 行票和 ${values} 个分数换成承诺值`
      : `完整包　${parts} 个部分　公开包中 ${rows} 行票和 ${values} 个分数换成承诺值`,
  fingerprint: '指纹',
  guessable: (rows: number): string =>
    `保密的票只有 ${rows} 行，承诺值可能被逐一猜出，没有写任何文件。请用 --seed 指定一个保密的随机文件；仍要这样做请加 --without-seed。`,
  seedTooShort: (path: string, least: number): string => `${path} 太短，至少要有 ${least} 个字节的随机内容。`,
};

export const zhVerify = {
  failed: (path: string): string => `${path} 没有通过验证：`,
  notABundle: '  这不是考绩的结果包。',
  damaged: '  文件已经损坏或被改动：容器的字节与内容不符。',
  newerFormat: (found: number, newest: number): string => `  结果包的格式 ${found} 比本程序支持的 ${newest} 新。请升级程序后再验证。`,
  manifest: '  清单（manifest.json）与指纹或内容不符。',
  part: (name: string): string => `  ${name} 与清单中的散列不符。`,
  refused: '  包内的方案或事实有错误，不能计算：',
  recomputed: (name: string, line: number): string => `  ${name} 第 ${line} 行与重新计算的不同（- 包内，+ 重算）：`,
  otherEngine: (found: string, own: string): string => `  结果包由版本 ${found} 生成，本程序是版本 ${own}。`,
  otherFindings: '提示（findings.json）与本程序列出的不同，结果相同。提示的种类和写法随版本变化，包内的以做包的版本为准。',
  intact: (kind: string, parts: number): string => `${kind}　${parts} 个部分　散列全部相符`,
  kinds: { full: '完整包', redacted: '公开包' },
  how: {
    hashes: '承诺值和散列核对无误。重新计算要用完整包。',
    recomputed: '重新计算的结果与包内逐字节相同。',
    together: '重新计算的结果与包内逐字节相同；公开包由这个完整包得出，说的是同一个结果。',
  },
  compare: '请与审定文件上的指纹对照。',
  needsBoth: (kind: 'full' | 'redacted'): string =>
    `--against 要一个完整包和一个公开包，这里两个都是${kind === 'full' ? '完整包' : '公开包'}。`,
  notTogether: (names: readonly string[]): string => `公开包不是由这个完整包得出的，不同的部分：${names.join('、')}。`,
};
