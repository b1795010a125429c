import type { Messages } from './messages.ts';

/** The help in English. */

export const enCommands: Messages['commands'] = {
  check: {
    summary: 'check a scheme and list every problem at once',
    details: [
      'SCHEME is a folder with scheme.yaml, or a YAML file. Problems come in the order of lines, each marked under its place in the source. Without errors you see the classes, the stages, and every reading: the gaps of the regulation that the scheme fills, for whoever approves it.',
    ],
    examples: ['kaoji check schemes/town-offices', 'kaoji check my-scheme.yaml --format json'],
  },
  score: {
    summary: 'compute the result of a scheme and its facts',
    details: [
      'Facts are taken from the folder facts beside the scheme (CSV, one file a table), or from an Excel workbook (one sheet a table). If they hold errors all are listed, and nothing is computed or written.',
      'Formats: table for the terminal; json, the exact document: the same scheme and facts give the same bytes; xlsx, a workbook of results; html, a page for printing.',
    ],
    examples: [
      'kaoji score schemes/town-offices',
      'kaoji score schemes/town-offices --facts ledger.xlsx --format xlsx -o result.xlsx',
      'kaoji score schemes/town-cadres --open-periods Q4',
    ],
  },
  explain: {
    summary: 'where every point and the grade of one subject come from',
    details: [
      'The score is laid open down to every fact, each line with its sum and its clause; the grade follows in the steps score, quota, hard rules, decision. Name the subject by id or by name; subjects that share a name are listed with their ids.',
      '--redacted shows what the person may read: voter groups with too few sheets are not shown apart.',
    ],
    examples: [
      'kaoji explain schemes/town-offices --subject O11',
      'kaoji explain schemes/town-offices --subject 综合办 --indicator 履职评价',
      'kaoji explain schemes/town-offices --subject O11 --format html -o bill.html',
    ],
  },
  diff: {
    summary: 'what changes between two schemes, or two sets of facts',
    details: [
      'Compares the results of two schemes on the same facts, or of one scheme on two sets of facts: whose score, rank and grade change, by how much, and because of which parts. Nothing is written. --facts-b is the second set of facts; without it both use the first.',
    ],
    examples: ['kaoji diff current amended --facts ledger.xlsx', 'kaoji diff schemes/town-offices --facts january/ --facts-b february/'],
  },
  template: {
    summary: 'make an Excel workbook to fill in for a scheme',
    details: [
      'Only the tables and columns that the scheme really reads, with drop-down lists and instructions. Filled in, it goes straight into kaoji score --facts.',
    ],
    examples: ['kaoji template schemes/town-offices --output forms.xlsx'],
  },
  bundle: {
    summary: 'put scheme, facts and result into one file that anybody can compute again',
    details: [
      'A bundle is a zip file: the text of the scheme, the facts in canonical form, the result, the findings, and the hash of each part. Equal content gives equal bytes.',
      '--redacted makes the public bundle: sheets of secret voter groups, and values that stand on too few sheets to be shown apart, are replaced by commitments; the fingerprint is that of the full bundle. --seed names a secret random file from which the salts of the commitments are made; where there are few sheets no redacted bundle is made without one, unless --without-seed says so.',
    ],
    examples: [
      'kaoji bundle schemes/town-offices --output result.zip',
      'kaoji bundle schemes/town-offices --redacted --seed seed.bin --output public.zip',
    ],
  },
  verify: {
    summary: 'compute a bundle again and compare byte by byte',
    details: [
      'A full bundle: the hashes are checked, and the result is computed again from the scheme and facts inside and compared byte by byte. A redacted one: hashes and commitments are checked; computing again needs the full bundle. --against proves that a full and a redacted bundle speak of the same result.',
    ],
    examples: ['kaoji verify result.zip', 'kaoji verify result.zip --against public.zip'],
  },
  schema: {
    summary: 'print the JSON Schema of schemes, for completion in editors',
    details: ['Store the output in a file and assign it to scheme.yaml in the YAML settings of your editor.'],
    examples: ['kaoji schema -o scheme.schema.json'],
  },
};

export const enOptions: Messages['options'] = {
  lang: 'language; by default that of LC_ALL, LC_MESSAGES or LANG',
  help: 'show the help',
  version: 'show the version',
  debug: 'show the call stack of a failure',
  facts: 'facts: a folder of CSV files or an Excel workbook; default: facts beside the scheme',
  'facts-b': 'the second set of facts; default: the first',
  format: 'form of the output; default: by the ending of --output, else table',
  output: 'write into this file instead of the screen',
  'output-required': 'write into this file',
  force: 'replace a file that is there already',
  report: 'where facts hold errors: write all problems, and the tables with the faults marked, into this workbook',
  'open-periods': 'periods that are still open: there an empty value is not yet due, instead of not submitted',
  subject: 'id or name of the subject',
  indicator: 'show this indicator only',
  redacted: 'only what may be made public',
  seed: 'secret random file from which the salts are made',
  'without-seed': 'no secret file although there are few secret sheets: the commitments could be guessed one by one',
  against: 'the redacted bundle to compare with',
};
