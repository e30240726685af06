import { useState } from 'react';
import type { FormInstance } from 'antd';
import { toProblem, type Problem } from '@/shared/api/problem';

/** Sends a form once at a time and puts the server's sentence under the field it names; what was typed stays. */
export const useSubmit = <T extends object>(form: FormInstance<T>, send: (values: T) => Promise<void>) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (values: T) => {
    setBusy(true);
    setProblem(null);
    try {
      await send(values);
    } catch (error) {
      const refused = toProblem(error);
      const name = refused.field?.split('.').at(-1);
      const known = name !== undefined && Object.hasOwn(form.getFieldsValue(true) as object, name);
      if (known) form.setFields([{ name: name as never, errors: [refused.detail] }]);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, submit };
};
