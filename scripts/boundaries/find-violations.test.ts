import { expect, test } from 'vitest';

import { findViolations } from './find-violations.ts';

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** As `path:line message`; none where the files keep the rules. */
  readonly violations: readonly string[];
}

const longText = 'export {};\n'.repeat(401);

const cases: readonly Case[] = [
  {
    title: 'the engine imports nothing of ours',
    files: { 'packages/engine/src/score/run.ts': "// 一行中文\nimport { read } from '@kaoji/tables';" },
    violations: ['packages/engine/src/score/run.ts:2 package engine imports nothing of ours, not tables'],
  },
  {
    title: 'the engine imports its own files and packages from elsewhere',
    files: {
      'packages/engine/src/score/run.ts': "import { parse } from 'yaml';\nimport { quota } from '../grade/quota.ts';",
      'packages/engine/src/grade/quota.ts': 'export const quota = 1;',
    },
    violations: [],
  },
  {
    title: 'ballot imports nothing of ours, not even types',
    files: { 'packages/ballot/src/tally.ts': "import type { Scheme } from '@kaoji/engine';" },
    violations: ['packages/ballot/src/tally.ts:1 package ballot imports nothing of ours, not engine'],
  },
  {
    title: 'tables and documents import only engine',
    files: {
      'packages/tables/src/reader.ts': "export { score } from '@kaoji/engine';\nexport * from '@kaoji/contract';",
      'packages/documents/src/form.ts': "import '@kaoji/tables';",
    },
    violations: [
      'packages/documents/src/form.ts:1 package documents imports of ours only engine, not tables',
      'packages/tables/src/reader.ts:2 package tables imports of ours only engine, not contract',
    ],
  },
  {
    title: 'contract imports the types of engine and nothing that runs',
    files: {
      'packages/contract/src/score.ts': "import type { Scheme } from '@kaoji/engine';\nimport { score } from '@kaoji/engine';",
    },
    violations: ['packages/contract/src/score.ts:2 contract imports only the types of engine: write import type'],
  },
  {
    title: 'a package that the rules do not know imports nothing of ours',
    files: { 'packages/ledger/src/entry.ts': "import { score } from '@kaoji/engine';" },
    violations: ['packages/ledger/src/entry.ts:1 package ledger imports nothing of ours, not engine'],
  },
  {
    title: 'packages do not import apps',
    files: { 'packages/tables/src/reader.ts': "const { main } = await import('@kaoji/cli');" },
    violations: ['packages/tables/src/reader.ts:1 package tables imports of ours only engine, not cli'],
  },
  {
    title: 'web imports packages, never server',
    files: { 'apps/web/src/app/main.ts': "import { score } from '@kaoji/engine';\nimport type { Row } from '@kaoji/server';" },
    violations: ['apps/web/src/app/main.ts:2 app web imports packages, not app server'],
  },
  {
    title: 'cli loads server lazily',
    files: {
      'apps/cli/src/serve.ts': "import { start } from '@kaoji/server';",
      'apps/cli/src/backup.ts': "const { backup } = await import('@kaoji/server');",
    },
    violations: ['apps/cli/src/serve.ts:1 cli loads server lazily: write await import() where it is needed'],
  },
  {
    title: 'another home is imported by its name',
    files: { 'packages/tables/src/reader.ts': "import { score } from '../../engine/src/index.ts';" },
    violations: ['packages/tables/src/reader.ts:1 name the package @kaoji/engine instead of a path into it'],
  },
  {
    title: 'the product does not import the tooling',
    files: { 'apps/cli/src/main.ts': "import { runChecks } from '../../../scripts/check-steps.ts';" },
    violations: ['apps/cli/src/main.ts:1 the product does not import scripts/'],
  },
  {
    title: 'production code does not import tests; tests do',
    files: {
      'packages/engine/src/score/run.ts': "import { cases } from './run.test.ts';\nimport { town } from './testing/town.ts';",
      'packages/engine/src/score/run.test.ts': "import { town } from './testing/town.ts';",
      'packages/engine/src/score/testing/town.ts': 'export const town = 1;',
    },
    violations: [
      'packages/engine/src/score/run.ts:1 production code does not import tests',
      'packages/engine/src/score/run.ts:2 production code does not import tests',
    ],
  },
  {
    title: 'a feature of the server reaches another only through its port',
    files: {
      'apps/server/src/features/notices/service.ts':
        "import { people } from '../people/port.ts';\nimport { rows } from '../people/store.ts';\nimport type { Row } from '../people/views.ts';",
    },
    violations: [
      'apps/server/src/features/notices/service.ts:2 feature notices reaches feature people only through its port.ts',
      'apps/server/src/features/notices/service.ts:3 feature notices reaches feature people only through its port.ts',
    ],
  },
  {
    title: 'contract types stay out of services and stores',
    files: {
      'apps/server/src/features/notices/service.ts': "import type { Notice } from '@kaoji/contract';",
      'apps/server/src/features/notices/store/rows.ts': "import type { Notice } from '@kaoji/contract';",
      'apps/server/src/features/notices/routes.ts': "import { notices } from '@kaoji/contract';",
    },
    violations: [
      'apps/server/src/features/notices/service.ts:1 contract types stay out of a service',
      'apps/server/src/features/notices/store/rows.ts:1 contract types stay out of a store',
    ],
  },
  {
    title: 'the web imports one way: ui, features, app',
    files: {
      'apps/web/src/ui/button.tsx': "import { useNotices } from '../features/notices/use-notices.ts';",
      'apps/web/src/features/notices/page.tsx':
        "import { routes } from '../../app/routes.ts';\nimport { Button } from '../../ui/button.tsx';",
      'apps/web/src/features/people/page.tsx': "import { useNotices } from '../notices/use-notices.ts';",
      'apps/web/src/app/routes.ts': "import { Page } from '../features/people/page.tsx';",
    },
    violations: [
      'apps/web/src/features/notices/page.tsx:1 features does not import app: ui, features, app, one way',
      'apps/web/src/features/people/page.tsx:1 feature people does not import feature notices: app puts them together',
      'apps/web/src/ui/button.tsx:1 ui does not import features: ui, features, app, one way',
    ],
  },
  {
    title: 'no import cycles of what runs; types may know each other',
    files: {
      'packages/engine/src/a.ts': "import { b } from './b.ts';",
      'packages/engine/src/b.ts': "import './d.ts';\nimport { c } from './c.ts';\nimport type { E } from './e.ts';",
      'packages/engine/src/c.ts': "export { a } from './a.ts';",
      'packages/engine/src/e.ts': "import type { B } from './b.ts';",
      'packages/engine/src/d.ts': "const me = await import('./d.ts');",
    },
    violations: [
      'packages/engine/src/a.ts:1 import cycle: packages/engine/src/a.ts → packages/engine/src/b.ts → packages/engine/src/c.ts → packages/engine/src/a.ts',
      'packages/engine/src/d.ts:1 import cycle: packages/engine/src/d.ts → packages/engine/src/d.ts',
    ],
  },
  {
    title: 'names are kebab-case; a language tag is a name',
    files: {
      'packages/engine/src/scoreTree.ts': '',
      'packages/engine/src/Grade/quota.test.ts': '',
      'apps/web/src/locales/zh-CN/index.ts': '',
    },
    violations: [
      'packages/engine/src/Grade/quota.test.ts:1 "Grade" is not in kebab-case',
      'packages/engine/src/scoreTree.ts:1 "scoreTree" is not in kebab-case',
    ],
  },
  {
    title: 'names say something',
    files: { 'packages/engine/src/utils/sum.ts': '', 'packages/engine/src/date-helpers.ts': '', 'packages/engine/src/core.ts': '' },
    violations: [
      'packages/engine/src/core.ts:1 "core" says nothing; name the file for what it holds',
      'packages/engine/src/date-helpers.ts:1 "date-helpers" says nothing; name the file for what it holds',
      'packages/engine/src/utils/sum.ts:1 "utils" says nothing; name the file for what it holds',
    ],
  },
  {
    title: 'no more than 400 lines, unless a generator wrote them',
    files: {
      'packages/engine/src/long.ts': longText,
      'packages/engine/src/long.generated.ts': longText,
      'packages/engine/src/full.ts': longText.slice('export {};\n'.length),
    },
    violations: ['packages/engine/src/long.ts:1 401 lines; more than 400 is more than one thing'],
  },
  {
    title: 'a file that cannot be read is named',
    files: { 'packages/engine/src/broken.ts': 'export const = 1;' },
    violations: ['packages/engine/src/broken.ts:1 Unexpected token'],
  },
];

test.each(cases)('$title', ({ files, violations }) => {
  const found = findViolations(new Map(Object.entries(files)));
  expect(found.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual(violations);
});
