import type { NumberForm } from './model.ts';
import type { DisplayForm } from './values.ts';

/** A written form over the one that holds otherwise. */
export function numberForm(form: DisplayForm | undefined, base: NumberForm): NumberForm {
  if (form === undefined) return base;
  if (!('keyPlaces' in form)) return { ...base, percent: true };
  return {
    digits: form.digits?.value ?? base.digits,
    mode: form.mode?.value ?? base.mode,
    percent: form.as !== undefined || base.percent,
  };
}
