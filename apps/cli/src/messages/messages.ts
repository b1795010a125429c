import type { zh } from './zh.ts';

/** The Chinese catalogue is the pattern: another language that lacks a message, or has one too many, does not compile. */
export type Messages = typeof zh;
