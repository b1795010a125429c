import type { CommandName } from '../commands/registry.ts';

/** The help in Chinese. */

export interface CommandHelp {
  readonly summary: string;
  readonly details: readonly string[];
  readonly examples: readonly string[];
}

export const zhCommands: Readonly<Record<CommandName, CommandHelp>> = {
  check: {
    summary: '校验方案，一次列出全部问题',
    details: [
      '方案是一个文件夹（内有 scheme.yaml）或一个 YAML 文件。问题按行列出，并在原文下标出位置。没有错误时，列出分类、阶段，以及方案补足办法空白之处的每一条约定，供审定方案的人逐条看。',
    ],
    examples: ['kaoji check schemes/town-offices', 'kaoji check 方案.yaml --format json'],
  },
  score: {
    summary: '由方案和事实算出结果',
    details: [
      '事实默认取方案旁边的 facts 文件夹（CSV，每表一个），也可以是一个 Excel 工作簿（每表一张工作表）。事实有错误时列出全部问题，不算也不写。',
      '格式：table 在终端上看；json 是精确的结果文件，相同的方案和事实得到逐字节相同的文件；xlsx 是结果工作簿；html 是可以打印的一页。',
    ],
    examples: [
      'kaoji score schemes/town-offices',
      'kaoji score schemes/town-offices --facts 台账.xlsx --format xlsx -o 结果.xlsx',
      'kaoji score schemes/town-cadres --open-periods 四季度',
    ],
  },
  explain: {
    summary: '一个对象的账单：每一分怎样来，等次怎样定',
    details: [
      '得分逐层展开到每一条事实，每行有算式和条款；等次按得分、名额、硬性规则、审定四步说明。对象用编号，也可以用名称；同名的会列出各自的编号。',
      '--redacted 只显示本人可以看的内容：票数太少的测评主体不单独列出。',
    ],
    examples: [
      'kaoji explain schemes/town-offices --subject O11',
      'kaoji explain schemes/town-offices --subject 综合办 --indicator 履职评价',
      'kaoji explain schemes/town-offices --subject O11 --format html -o 账单.html',
    ],
  },
  diff: {
    summary: '两个方案，或两份事实，结果差在哪里',
    details: [
      '比较两个方案在同一份事实上的结果，或一个方案在两份事实上的结果：谁的得分、位次、等次变了，变多少，由哪几项引起。不写任何文件。--facts-b 是第二份事实，不写则与第一份相同。',
    ],
    examples: ['kaoji diff 现行方案 修改方案 --facts 台账.xlsx', 'kaoji diff schemes/town-offices --facts 一月/ --facts-b 二月/'],
  },
  template: {
    summary: '按方案做一个可以填写的 Excel 工作簿',
    details: ['只列出方案真正要读的表和列，带下拉选项和填写说明。填好后直接用于 kaoji score --facts。'],
    examples: ['kaoji template schemes/town-offices --output 填报.xlsx'],
  },
  bundle: {
    summary: '把方案、事实、结果合成一个结果包，供人复算',
    details: [
      '结果包是一个 zip 文件：方案原文、规范化的事实、结果、提示，以及各部分的散列。相同的内容得到逐字节相同的包。',
      '--redacted 做公开包：保密测评主体的票，以及票数太少不能单独公开的分数，换成承诺值；指纹与完整包相同。--seed 指定一个保密的随机文件，用来生成承诺值的盐；票很少而没有指定的，不做公开包，除非写明 --without-seed。',
    ],
    examples: [
      'kaoji bundle schemes/town-offices --output 结果包.zip',
      'kaoji bundle schemes/town-offices --redacted --seed 密种.bin --output 公开包.zip',
    ],
  },
  verify: {
    summary: '复算一个结果包，逐字节比对',
    details: [
      '完整包：核对散列，用包内的方案和事实重新计算，与包内的结果逐字节比较。公开包：核对散列和承诺值；复算要用完整包。--against 证明一个完整包和一个公开包说的是同一个结果。',
    ],
    examples: ['kaoji verify 结果包.zip', 'kaoji verify 结果包.zip --against 公开包.zip'],
  },
  schema: {
    summary: '输出方案的 JSON Schema，供编辑器补全和检查',
    details: ['把输出存为文件，在编辑器的 YAML 设置中指给 scheme.yaml。'],
    examples: ['kaoji schema -o scheme.schema.json'],
  },
};

export const zhOptions = {
  lang: '界面语言，默认按系统的 LC_ALL、LC_MESSAGES、LANG',
  help: '显示说明',
  version: '显示版本',
  debug: '出错时显示调用过程',
  facts: '事实：CSV 文件夹或 Excel 工作簿，默认为方案旁边的 facts',
  'facts-b': '第二份事实，默认与第一份相同',
  format: '输出格式，默认按 --output 的扩展名，否则 table',
  output: '写入这个文件；不写则输出到屏幕',
  'output-required': '写入这个文件',
  force: '文件已经存在时替换',
  report: '事实有错误时，把全部问题和标出错处的原表写入这个工作簿',
  'open-periods': '还没有结束的时期：其中空着的是“未到期”，不是“未报送”',
  subject: '对象的编号或名称',
  indicator: '只看这个指标',
  redacted: '只含可以公开的内容',
  seed: '生成承诺值用的保密随机文件',
  'without-seed': '保密的票很少也不用保密文件：承诺值可能被逐一猜出',
  against: '与之对照的公开包',
};
