import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { emptyAnswer } from '../thirty-leaves/answer.ts';
import type { SubjectColumns } from '../thirty-leaves/data.ts';
import { runEntry, type Measurement } from '../thirty-leaves/entry.ts';
import { ANSWER_COLUMNS, buildWorkbook, totalHundredths, type Cell, type RankFormula, type Workbook } from './workbook.ts';

/**
 * A macro inside headless LibreOffice opens the workbook, recalculates every formula and exports the answers, and notes the
 * time after each step: starting the office, writing the workbook and turning it into .xlsx (which opens faster than .ods) are
 * not counted. `calculateAll` recomputes every formula whatever values the file carries.
 */
const OFFICE = '/usr/bin/soffice';
const TIME_LIMIT_MS = 10 * 60_000;
const MEMORY_POLL_MS = 50;

export async function runLibreOfficeEntry({
  peer,
  note,
  rankFormula,
}: {
  peer: string;
  note: string;
  rankFormula: RankFormula;
}): Promise<void> {
  await runEntry({ peer, note, warmUpSubjects: 0, measure: (columns) => measureInOffice({ columns, rankFormula }) });
}

async function measureInOffice({ columns, rankFormula }: { columns: SubjectColumns; rankFormula: RankFormula }): Promise<Measurement> {
  const directory = mkdtempSync(join(tmpdir(), 'kaoji-bench-'));
  try {
    const workbook = buildWorkbook({ columns, numberForm: 'points', rankFormula });
    const profile = `-env:UserInstallation=${pathToFileURL(join(directory, 'profile')).href}`;
    writeFileSync(join(directory, 'workbook.fods'), flatDocument(workbook));
    const convert = ['--convert-to', 'xlsx', '--outdir', directory, join(directory, 'workbook.fods')];
    execFileSync(OFFICE, [profile, '--headless', '--norestore', ...convert], { stdio: 'ignore', timeout: TIME_LIMIT_MS });

    // The first start has laid out the profile; its empty module becomes the macro.
    writeFileSync(join(directory, 'profile/user/basic/Standard/Module1.xba'), macroModule(directory));
    const otherPeakRssMb = await runOffice([profile, '--headless', '--norestore', 'macro:///Standard.Module1.Measure']);

    const [openMs, calculateMs, exportMs] = readFileSync(join(directory, 'times.txt'), 'utf8').trim().split(' ').map(Number);
    const readAt = performance.now();
    const answer = readAnswer({ csv: readFileSync(join(directory, 'answer.csv'), 'utf8'), workbook });
    const readMs = performance.now() - readAt;
    return {
      answer: rankFormula === 'none' ? { totalsHundredths: answer.totalsHundredths } : answer,
      seconds: calculateMs! / 1000,
      secondsWithLoad: (openMs! + calculateMs! + exportMs! + readMs) / 1000,
      otherPeakRssMb,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readAnswer({ csv, workbook }: { csv: string; workbook: Workbook }): ReturnType<typeof emptyAnswer> {
  const answer = emptyAnswer(workbook.subjectOfRow.length);
  const lines = csv.trimEnd().replaceAll('"', '').split('\n');
  if (lines.length !== workbook.subjectOfRow.length) throw new Error(`libreoffice exported ${lines.length} rows`);
  for (const [row, subject] of workbook.subjectOfRow.entries()) {
    const cells = lines[row]!.split(',').map(Number);
    answer.totalsHundredths[subject] = totalHundredths({
      value: cells[ANSWER_COLUMNS.total]!,
      numberForm: workbook.numberForm,
    });
    answer.ranks[subject] = cells[ANSWER_COLUMNS.rank] ?? 0;
    answer.grades[subject] = cells[ANSWER_COLUMNS.grade] ?? 0;
  }
  return answer;
}

/** Returns the peak memory of the office, which is a process of its own and forgets it when it ends, in MiB. */
async function runOffice(officeArguments: readonly string[]): Promise<number> {
  const program = join(dirname(realpathSync(OFFICE)), 'soffice.bin');
  const office = spawn(program, officeArguments, { stdio: 'ignore', timeout: TIME_LIMIT_MS });
  let peakKb = 0;
  const poll = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${office.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0));
    } catch {
      // The office ended between two looks.
    }
  }, MEMORY_POLL_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      office.on('error', reject);
      office.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`soffice ended with ${code}`))));
    });
  } finally {
    clearInterval(poll);
  }
  return Math.ceil(peakKb / 1024);
}

function macroModule(directory: string): string {
  const url = (file: string) => pathToFileURL(join(directory, file)).href;
  const macro = `
Sub Measure
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  startedAt = GetSystemTicks()
  workbook = StarDesktop.loadComponentFromURL("${url('workbook.xlsx')}", "_blank", 0, hidden())
  openedAt = GetSystemTicks()
  workbook.calculateAll()
  calculatedAt = GetSystemTicks()
  Dim csv(1) As New com.sun.star.beans.PropertyValue
  csv(0).Name = "FilterName" : csv(0).Value = "Text - txt - csv (StarCalc)"
  csv(1).Name = "FilterOptions" : csv(1).Value = "44,34,76,1,,0,false,false,false"
  workbook.storeToURL("${url('answer.csv')}", csv())
  exportedAt = GetSystemTicks()
  times = FreeFile
  Open "${join(directory, 'times.txt')}" For Output As #times
  Print #times, (openedAt - startedAt) & " " & (calculatedAt - openedAt) & " " & (exportedAt - calculatedAt)
  Close #times
  workbook.close(True)
  StarDesktop.terminate()
End Sub
`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escapeXml(macro)}</script:module>
`;
}

function flatDocument(workbook: Workbook): string {
  const tables = workbook.sheets.map(({ name, rows }) => {
    const lines = rows.map((cells) => `<table:table-row>${cells.map(flatCell).join('')}</table:table-row>`);
    return `<table:table table:name="${name}">\n${lines.join('\n')}\n</table:table>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:msoxl="http://schemas.microsoft.com/office/excel/formula">
<office:body><office:spreadsheet>
${tables.join('\n')}
</office:spreadsheet></office:body></office:document>
`;
}

function flatCell(cell: Cell): string {
  if (typeof cell === 'number') return `<table:table-cell office:value-type="float" office:value="${cell}"/>`;
  return `<table:table-cell table:formula="msoxl:${escapeXml(cell)}" office:value-type="float" office:value="0"/>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
