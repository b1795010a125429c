import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { Html, html } from './html.ts';
import { style } from './style.ts';

export interface PageHead {
  /** In the window and, in the song typeface, once on the page. */
  readonly title: string;
  readonly crumbs: readonly string[];
  /** The state of the result, such as 拟定，未审定. */
  readonly state: string;
  readonly facts: readonly string[];
}

/**
 * A page on its own: no script, nothing loaded from anywhere. The policy allows the one style sheet by its hash and nothing
 * else, so that even a name that slipped through as markup could do nothing.
 */
export function page({ title, crumbs, state, facts }: PageHead, body: Html, { language, messages }: Context): string {
  // Made here, where no formatter puts a space into it: the hash is that of its bytes.
  const sheet = new Html(`<style>${style}</style>`);
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="kaoji" />
        <title>${title}</title>
        ${sheet}
      </head>
      <body>
        <header class="top"><span class="brand">考绩</span><span class="note">${messages.page.notice}</span></header>
        <main>
          <p class="crumb">${crumbs.map((crumb, i) => html`${i === 0 ? '' : html`<span>/</span>`}${crumb}`)}</p>
          <div class="head">
            <h1>${title}</h1>
            <span class="tag">${state}</span><span class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</span>
          </div>
          ${body}
        </main>
      </body>
    </html> `.text;
}
