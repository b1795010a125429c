/** One run over the copied prefecture. */
export interface PrefectureLine {
  readonly leaders: number;
  readonly rows: number;
  readonly ballotRows: number;
  readonly megabytes: number;
  readonly stages: readonly Stage[];
  /** Sentences; empty where every copy came out as published. */
  readonly faults: readonly string[];
}

export interface Stage {
  readonly name: string;
  readonly seconds: number;
  /** Of the process, up to the end of the stage. */
  readonly peakRssMb: number;
}
