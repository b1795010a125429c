import { expect, test } from 'vitest';
import { factProblems } from '../facts/problems.ts';
import { formulaCheckProblems } from '../formula/check-problems.ts';
import { problemCases } from '../formula/fixtures/problem-cases.ts';
import { parseFormula } from '../formula/parse.ts';
import { formulaProblems } from '../formula/problems.ts';
import { mechanismProblems } from '../mechanism/problems.ts';
import { readCaseFiles } from '../mechanism/testing/mechanism-case.ts';
import { runCase } from '../mechanism/testing/run-case.ts';
import { scaledArithmetic } from '../number/scaled-arithmetic.ts';
import { compileScheme } from '../scheme/compile.ts';
import { documentOf } from '../scheme/fixtures/bad-document.ts';
import { badDocuments } from '../scheme/fixtures/bad-documents.ts';
import { classCases } from '../scheme/fixtures/class-cases.ts';
import { schemeProblems } from '../scheme/problems.ts';
import { findingProblems } from '../score/findings.ts';
import { findingsOf, unreadCases } from '../score/testing/unread-cases.ts';
import { problemCatalogue } from './catalogue.ts';

const catalogues = [schemeProblems, mechanismProblems, formulaProblems, formulaCheckProblems, factProblems, findingProblems];

test('no code stands in two catalogues', () => {
  expect(catalogues.flatMap((catalogue) => Object.keys(catalogue)).toSorted()).toEqual(Object.keys(problemCatalogue).toSorted());
});

// `facts/check.test.ts` and the tests of the tables package say the same of what is wrong with facts.

test('every problem of a scheme is drawn by a bad document, with its place', () => {
  const problems = Object.values(badDocuments).flatMap((documents) =>
    documents.flatMap((each) => compileScheme(documentOf(each)).problems),
  );
  const inFormulas = problemCases.flatMap(([text]) => parseFormula(text).problems);
  const drawn = new Set([...problems, ...inFormulas].map(({ code }) => code));
  const wanted = { ...schemeProblems, ...mechanismProblems, ...formulaProblems, ...formulaCheckProblems };
  expect(Object.keys(wanted).filter((code) => !drawn.has(code))).toEqual([]);
});

test('every finding is drawn by a case', () => {
  const cases = [...readCaseFiles().flatMap((file) => file.cases), ...classCases];
  const drawn = new Set(
    cases.flatMap((written) => {
      const run = runCase(written, scaledArithmetic);
      return run.scheme === null ? [] : run.computation.findings.map(({ code }) => code);
    }),
  );
  for (const { code } of unreadCases.flatMap((each) => findingsOf(each))) drawn.add(code);
  expect(Object.keys(findingProblems).filter((code) => !drawn.has(code))).toEqual([]);
});
