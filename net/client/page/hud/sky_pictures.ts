/** The small pictures beside the time: paths of 24 by 24. */

/** What stands in the sky. */
export type SkyPicture = "sun" | "moon" | "cloud" | "rain" | "snow" | "fog";

const HIGH_CLOUD = "M7 15a4.5 4.5 0 0 1-.4-9A6 6 0 0 1 18 7.2 4 4 0 0 1 17.5 15Z";

/** Each picture as the `d` of a path. */
export const SKY_PATHS: Readonly<Record<SkyPicture, string>> = {
  sun:
    "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Zm-1-6h2v4h-2Zm0 18h2v4h-2ZM1 11h4v2H1Zm18 0h4v2h-4ZM4 5.4 5.4 4 8 6.6 6.6 8Zm12 12 1.4-1.4 2.6 2.6-1.4 1.4ZM4 18.6 6.6 16 8 17.4 5.4 20ZM16 6.6 18.6 4 20 5.4 17.4 8Z",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  cloud: "M7 19a5 5 0 0 1-.4-10A6.5 6.5 0 0 1 19 10.4 4.5 4.5 0 0 1 18 19Z",
  rain: `${HIGH_CLOUD}M7.5 17h2l-1.5 5H6Zm5 0h2L13 22h-2Zm5 0h2L18 22h-2Z`,
  snow:
    `${HIGH_CLOUD}M7 17.5a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Zm5 1.9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Zm5-1.9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z`,
  fog: "M4 6h16v2H4Zm-2 5h13v2H2Zm15 0h5v2h-5ZM4 16h16v2H4Z",
};
