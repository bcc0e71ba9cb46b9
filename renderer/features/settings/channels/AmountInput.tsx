import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { typedSeparators } from '#renderer/ui/say-count.ts';

interface AmountInputProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'min'> {
  value: number | null;
  /** Null where it is left empty, which it may be when `canBeEmpty`. */
  onChange: (value: number | null) => void;
  least: number;
  canBeEmpty?: boolean;
}

/**
 * An amount of money. What is typed stands until the field is left: `0.`, `0.0` and `2.50` are on the way to a number, or another way to write one,
 * and NumberInput tells of them as text.
 */
export function AmountInput({ value, onChange, least, canBeEmpty = false, ...props }: AmountInputProps) {
  const [typed, setTyped] = useState<{ text: string | number; told: number | null }>({
    text: value ?? '',
    told: value,
  });
  const take = (text: string | number) => {
    const amount = text === '' ? null : Number(text);
    const isTaken = amount === null ? canBeEmpty : amount >= least;
    setTyped({ text, told: isTaken ? amount : value });
    if (isTaken && amount !== value) onChange(amount);
  };
  return (
    <NumberInput
      {...typedSeparators()}
      {...props}
      min={least}
      clampBehavior="blur"
      value={typed.told === value ? typed.text : (value ?? '')}
      onChange={take}
      onBlur={() => setTyped({ text: value ?? '', told: value })}
    />
  );
}
