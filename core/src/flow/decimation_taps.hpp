#pragma once

#include <array>
#include <cassert>
#include <span>

namespace gradevault {

// The filter that takes the full-size luma to level k of the flow's pyramid at once: a Gaussian of sigma (2^k
// − 1) / 2, cut to max(3, round(5 · sigma) | 1) taps and normalised, averaged with itself moved by one pixel.
// That is OpenCV's blur of the full size followed by its bilinear resize by 2^-k, which reads the mean of the
// two pixels in the middle. Half of each filter, from the middle outwards; computed in double precision,
// rounded once (tests/unit/flow/taps_test.cpp computes them again).

inline constexpr std::array<float, 2> decimationTaps1{0x1.c977eap-2F, 0x1.b440aap-5F};
inline constexpr std::array<float, 5> decimationTaps2{0x1.eb864ep-3F, 0x1.4ac88ap-3F, 0x1.2a5058p-4F,
                                                      0x1.65e74ap-6F, 0x1.f304c2p-9F};
inline constexpr std::array<float, 10> decimationTaps3{
    0x1.cc83b8p-4F, 0x1.a91f46p-4F, 0x1.6a4958p-4F, 0x1.1d018p-4F,  0x1.9df1acp-5F,
    0x1.157d46p-5F, 0x1.5769acp-6F, 0x1.884a98p-7F, 0x1.9da04ep-8F, 0x1.139dd6p-9F};
inline constexpr std::array<float, 20> decimationTaps4{
    0x1.b5e1ecp-5F, 0x1.ae3362p-5F, 0x1.9f3d3p-5F,  0x1.89c436p-5F, 0x1.6eda82p-5F,
    0x1.4fc8cp-5F,  0x1.2df44cp-5F, 0x1.0ac4e4p-5F, 0x1.cf193p-6F,  0x1.8ae812p-6F,
    0x1.4ad91ep-6F, 0x1.105164p-6F, 0x1.b86b8p-7F,  0x1.5de5cp-7F,  0x1.111a8ep-7F,
    0x1.a2d956p-8F, 0x1.3b8d2cp-8F, 0x1.d31df4p-9F, 0x1.53acdcp-9F, 0x1.1c50cep-10F};
inline constexpr std::array<float, 40> decimationTaps5{
    0x1.a9dc02p-6F,  0x1.a817a6p-6F,  0x1.a4948ap-6F,  0x1.9f5dd4p-6F, 0x1.9883e8p-6F, 0x1.901c24p-6F,
    0x1.86406p-6F,   0x1.7b0e78p-6F,  0x1.6ea7acp-6F,  0x1.613004p-6F, 0x1.52cd9cp-6F, 0x1.43a7fp-6F,
    0x1.33e734p-6F,  0x1.23b39ap-6F,  0x1.1334bp-6F,   0x1.0290c8p-6F, 0x1.e3d8cap-7F, 0x1.c2d39p-7F,
    0x1.a25106p-7F,  0x1.828a56p-7F,  0x1.63b22ap-7F,  0x1.45f462p-7F, 0x1.2975f2p-7F, 0x1.0e54cep-7F,
    0x1.e9503cp-8F,  0x1.b900eep-8F,  0x1.8bd072p-8F,  0x1.61c802p-8F, 0x1.3ae65ep-8F, 0x1.1720ecp-8F,
    0x1.ecc9cep-9F,  0x1.b13132p-9F,  0x1.7b392cp-9F,  0x1.4a99c2p-9F, 0x1.1f0428p-9F, 0x1.f049a6p-10F,
    0x1.ab4abcp-10F, 0x1.6e5c9ap-10F, 0x1.38d108p-10F, 0x1.1fce3ep-11F};
inline constexpr std::array<float, 80> decimationTaps6{
    0x1.a3c4b6p-7F,  0x1.a3587ep-7F,  0x1.a28062p-7F,  0x1.a13d0ap-7F,  0x1.9f8f6cp-7F,  0x1.9d78d6p-7F,
    0x1.9afaep-7F,   0x1.98177p-7F,   0x1.94d0bep-7F,  0x1.91293ep-7F,  0x1.8d23b4p-7F,  0x1.88c322p-7F,
    0x1.840ac4p-7F,  0x1.7efe18p-7F,  0x1.79a0c8p-7F,  0x1.73f6b8p-7F,  0x1.6e03f2p-7F,  0x1.67ccaep-7F,
    0x1.61554p-7F,   0x1.5aa21ep-7F,  0x1.53b7d8p-7F,  0x1.4c9b0cp-7F,  0x1.45506cp-7F,  0x1.3ddcbp-7F,
    0x1.364496p-7F,  0x1.2e8cdap-7F,  0x1.26ba36p-7F,  0x1.1ed154p-7F,  0x1.16d6d4p-7F,  0x1.0ecf42p-7F,
    0x1.06bf14p-7F,  0x1.fd5548p-8F,  0x1.ed2c58p-8F,  0x1.dd0b8cp-8F,  0x1.ccfad2p-8F,  0x1.bd01cp-8F,
    0x1.ad27ap-8F,   0x1.9d735ap-8F,  0x1.8deb82p-8F,  0x1.7e9648p-8F,  0x1.6f7978p-8F,  0x1.609a7cp-8F,
    0x1.51fe56p-8F,  0x1.43a9a4p-8F,  0x1.35a096p-8F,  0x1.27e6fcp-8F,  0x1.1a8038p-8F,  0x1.0d6f5p-8F,
    0x1.00b6dcp-8F,  0x1.e8b22ep-9F,  0x1.d0afbap-9F,  0x1.b96954p-9F,  0x1.a2e148p-9F,  0x1.8d192ep-9F,
    0x1.7811fap-9F,  0x1.63cc06p-9F,  0x1.504714p-9F,  0x1.3d8252p-9F,  0x1.2b7c72p-9F,  0x1.1a33a6p-9F,
    0x1.09a5aap-9F,  0x1.f39fa6p-10F, 0x1.d55e24p-10F, 0x1.b88002p-10F, 0x1.9cfdcep-10F, 0x1.82cf9p-10F,
    0x1.69eccap-10F, 0x1.524c96p-10F, 0x1.3be5aep-10F, 0x1.26ae7cp-10F, 0x1.129d2ep-10F, 0x1.ff4f7ep-11F,
    0x1.db880cp-11F, 0x1.b9cf84p-11F, 0x1.9a115p-11F,  0x1.7c38d6p-11F, 0x1.60319p-11F,  0x1.45e71ep-11F,
    0x1.2d4558p-11F, 0x1.215c1ep-12F};
inline constexpr std::array<float, 160> decimationTaps7{
    0x1.a0b684p-8F,  0x1.a09c1p-8F,   0x1.a0672ep-8F,  0x1.a017e8p-8F,  0x1.9fae4cp-8F,  0x1.9f2a6ep-8F,
    0x1.9e8c6ap-8F,  0x1.9dd45ap-8F,  0x1.9d0262p-8F,  0x1.9c16acp-8F,  0x1.9b1162p-8F,  0x1.99f2b8p-8F,
    0x1.98baep-8F,   0x1.976a1ap-8F,  0x1.9600ap-8F,   0x1.947ebap-8F,  0x1.92e4acp-8F,  0x1.9132c6p-8F,
    0x1.8f6956p-8F,  0x1.8d88b4p-8F,  0x1.8b9136p-8F,  0x1.898338p-8F,  0x1.875f1ep-8F,  0x1.85254ap-8F,
    0x1.82d624p-8F,  0x1.807216p-8F,  0x1.7df992p-8F,  0x1.7b6d06p-8F,  0x1.78cce8p-8F,  0x1.7619bp-8F,
    0x1.7353dap-8F,  0x1.707bep-8F,   0x1.6d9244p-8F,  0x1.6a9786p-8F,  0x1.678c2ep-8F,  0x1.6470bcp-8F,
    0x1.6145bep-8F,  0x1.5e0bbcp-8F,  0x1.5ac34p-8F,   0x1.576cd8p-8F,  0x1.540912p-8F,  0x1.50987ep-8F,
    0x1.4d1bacp-8F,  0x1.49932ep-8F,  0x1.45ff94p-8F,  0x1.426172p-8F,  0x1.3eb95cp-8F,  0x1.3b07e2p-8F,
    0x1.374d9ap-8F,  0x1.338b14p-8F,  0x1.2fc0e6p-8F,  0x1.2befa2p-8F,  0x1.2817dap-8F,  0x1.243a1cp-8F,
    0x1.2056fep-8F,  0x1.1c6f0ep-8F,  0x1.1882d8p-8F,  0x1.1492eep-8F,  0x1.109fdap-8F,  0x1.0caa26p-8F,
    0x1.08b25ep-8F,  0x1.04b90ap-8F,  0x1.00beacp-8F,  0x1.f9879ap-9F,  0x1.f191dcp-9F,  0x1.e99d1cp-9F,
    0x1.e1aa58p-9F,  0x1.d9ba88p-9F,  0x1.d1cea2p-9F,  0x1.c9e79p-9F,   0x1.c2063ep-9F,  0x1.ba2b9p-9F,
    0x1.b25868p-9F,  0x1.aa8d9cp-9F,  0x1.a2cc02p-9F,  0x1.9b146ap-9F,  0x1.93679cp-9F,  0x1.8bc65cp-9F,
    0x1.843168p-9F,  0x1.7ca978p-9F,  0x1.752f3ep-9F,  0x1.6dc364p-9F,  0x1.66669p-9F,   0x1.5f1962p-9F,
    0x1.57dc74p-9F,  0x1.50b058p-9F,  0x1.49959cp-9F,  0x1.428cc4p-9F,  0x1.3b9654p-9F,  0x1.34b2c4p-9F,
    0x1.2de288p-9F,  0x1.27260ep-9F,  0x1.207dbcp-9F,  0x1.19e9f8p-9F,  0x1.136b1ap-9F,  0x1.0d0176p-9F,
    0x1.06ad6p-9F,   0x1.006f1ep-9F,  0x1.f48deap-10F, 0x1.e86a44p-10F, 0x1.dc73bap-10F, 0x1.d0aab4p-10F,
    0x1.c50f8ap-10F, 0x1.b9a28ep-10F, 0x1.ae64p-10F,   0x1.a3541cp-10F, 0x1.987314p-10F, 0x1.8dc10cp-10F,
    0x1.833e2p-10F,  0x1.78ea62p-10F, 0x1.6ec5dcp-10F, 0x1.64d08ep-10F, 0x1.5b0a6cp-10F, 0x1.51736ap-10F,
    0x1.480b6ap-10F, 0x1.3ed24ap-10F, 0x1.35c7e2p-10F, 0x1.2cecp-10F,   0x1.243e6ap-10F, 0x1.1bbee2p-10F,
    0x1.136d2p-10F,  0x1.0b48d8p-10F, 0x1.0351b6p-10F, 0x1.f70ebep-11F, 0x1.e7d2eap-11F, 0x1.d8ef2ap-11F,
    0x1.ca62a6p-11F, 0x1.bc2c84p-11F, 0x1.ae4bdap-11F, 0x1.a0bfb8p-11F, 0x1.93872ap-11F, 0x1.86a12ep-11F,
    0x1.7a0cbcp-11F, 0x1.6dc8c6p-11F, 0x1.61d43ap-11F, 0x1.562dfap-11F, 0x1.4ad4eap-11F, 0x1.3fc7e4p-11F,
    0x1.3505bep-11F, 0x1.2a8d4cp-11F, 0x1.205d5ep-11F, 0x1.1674bep-11F, 0x1.0cd236p-11F, 0x1.03748ep-11F,
    0x1.f4b51p-12F,  0x1.e305d6p-12F, 0x1.d1d8ecp-12F, 0x1.c12bd6p-12F, 0x1.b0fc16p-12F, 0x1.a1472ap-12F,
    0x1.920a94p-12F, 0x1.8343d4p-12F, 0x1.74f06ep-12F, 0x1.670de6p-12F, 0x1.5999c4p-12F, 0x1.4c9192p-12F,
    0x1.3ff2dcp-12F, 0x1.33bb34p-12F, 0x1.27e832p-12F, 0x1.22178cp-13F};
inline constexpr std::array<float, 320> decimationTaps8{
    0x1.9f2f1p-9F,   0x1.9f2886p-9F,  0x1.9f1b74p-9F,  0x1.9f07d8p-9F,  0x1.9eedb4p-9F,  0x1.9ecd0ap-9F,
    0x1.9ea5dap-9F,  0x1.9e7828p-9F,  0x1.9e43f4p-9F,  0x1.9e094p-9F,   0x1.9dc812p-9F,  0x1.9d806cp-9F,
    0x1.9d325p-9F,   0x1.9cddc2p-9F,  0x1.9c82c6p-9F,  0x1.9c216p-9F,   0x1.9bb996p-9F,  0x1.9b4b6cp-9F,
    0x1.9ad6e8p-9F,  0x1.9a5c0cp-9F,  0x1.99dae2p-9F,  0x1.99537p-9F,   0x1.98c5b8p-9F,  0x1.9831c6p-9F,
    0x1.97979cp-9F,  0x1.96f746p-9F,  0x1.9650c8p-9F,  0x1.95a42ap-9F,  0x1.94f174p-9F,  0x1.9438b2p-9F,
    0x1.9379e8p-9F,  0x1.92b52p-9F,   0x1.91ea64p-9F,  0x1.9119bep-9F,  0x1.904336p-9F,  0x1.8f66d6p-9F,
    0x1.8e84a8p-9F,  0x1.8d9cbap-9F,  0x1.8caf12p-9F,  0x1.8bbbbcp-9F,  0x1.8ac2c4p-9F,  0x1.89c436p-9F,
    0x1.88c01cp-9F,  0x1.87b684p-9F,  0x1.86a778p-9F,  0x1.859304p-9F,  0x1.847936p-9F,  0x1.835a1cp-9F,
    0x1.8235bep-9F,  0x1.810c2ep-9F,  0x1.7fdd78p-9F,  0x1.7ea9aap-9F,  0x1.7d70dp-9F,   0x1.7c32f8p-9F,
    0x1.7af032p-9F,  0x1.79a88cp-9F,  0x1.785c14p-9F,  0x1.770ad8p-9F,  0x1.75b4e8p-9F,  0x1.745a54p-9F,
    0x1.72fb28p-9F,  0x1.719776p-9F,  0x1.702f4cp-9F,  0x1.6ec2bap-9F,  0x1.6d51d2p-9F,  0x1.6bdcap-9F,
    0x1.6a6338p-9F,  0x1.68e5a8p-9F,  0x1.6764p-9F,    0x1.65de52p-9F,  0x1.6454aep-9F,  0x1.62c726p-9F,
    0x1.6135c8p-9F,  0x1.5fa0a6p-9F,  0x1.5e07d2p-9F,  0x1.5c6b5ep-9F,  0x1.5acb58p-9F,  0x1.5927d4p-9F,
    0x1.5780e4p-9F,  0x1.55d696p-9F,  0x1.5429p-9F,    0x1.52783p-9F,   0x1.50c438p-9F,  0x1.4f0d2cp-9F,
    0x1.4d531cp-9F,  0x1.4b961cp-9F,  0x1.49d63ap-9F,  0x1.48138cp-9F,  0x1.464e22p-9F,  0x1.44860ep-9F,
    0x1.42bb62p-9F,  0x1.40ee32p-9F,  0x1.3f1e8cp-9F,  0x1.3d4c86p-9F,  0x1.3b7832p-9F,  0x1.39a1ap-9F,
    0x1.37c8e2p-9F,  0x1.35ee0cp-9F,  0x1.34112ep-9F,  0x1.32325ep-9F,  0x1.3051a8p-9F,  0x1.2e6f24p-9F,
    0x1.2c8aep-9F,   0x1.2aa4fp-9F,   0x1.28bd66p-9F,  0x1.26d452p-9F,  0x1.24e9c8p-9F,  0x1.22fdd8p-9F,
    0x1.211096p-9F,  0x1.1f2212p-9F,  0x1.1d325ep-9F,  0x1.1b418cp-9F,  0x1.194faep-9F,  0x1.175cd4p-9F,
    0x1.156912p-9F,  0x1.137476p-9F,  0x1.117f12p-9F,  0x1.0f88fap-9F,  0x1.0d923cp-9F,  0x1.0b9aeap-9F,
    0x1.09a314p-9F,  0x1.07aaccp-9F,  0x1.05b224p-9F,  0x1.03b928p-9F,  0x1.01bfeep-9F,  0x1.ff8d04p-10F,
    0x1.fb99ecp-10F, 0x1.f7a6b6p-10F, 0x1.f3b37ep-10F, 0x1.efc066p-10F, 0x1.ebcd8ep-10F, 0x1.e7db14p-10F,
    0x1.e3e916p-10F, 0x1.dff7b6p-10F, 0x1.dc070ep-10F, 0x1.d8174p-10F,  0x1.d42868p-10F, 0x1.d03aa4p-10F,
    0x1.cc4e1p-10F,  0x1.c862ccp-10F, 0x1.c478f2p-10F, 0x1.c0909ep-10F, 0x1.bca9ecp-10F, 0x1.b8c4fap-10F,
    0x1.b4e1e2p-10F, 0x1.b100bep-10F, 0x1.ad21aap-10F, 0x1.a944cp-10F,  0x1.a56a1ap-10F, 0x1.a191d2p-10F,
    0x1.9dbcp-10F,   0x1.99e8bep-10F, 0x1.961826p-10F, 0x1.924a4ep-10F, 0x1.8e7f4ep-10F, 0x1.8ab74p-10F,
    0x1.86f238p-10F, 0x1.83305p-10F,  0x1.7f719cp-10F, 0x1.7bb634p-10F, 0x1.77fe2cp-10F, 0x1.74499ap-10F,
    0x1.709892p-10F, 0x1.6ceb2cp-10F, 0x1.694178p-10F, 0x1.659b8cp-10F, 0x1.61f97cp-10F, 0x1.5e5b5ap-10F,
    0x1.5ac13ap-10F, 0x1.572b2ep-10F, 0x1.539946p-10F, 0x1.500b96p-10F, 0x1.4c822ep-10F, 0x1.48fd1ep-10F,
    0x1.457c78p-10F, 0x1.42004ep-10F, 0x1.3e88aap-10F, 0x1.3b15ap-10F,  0x1.37a73ep-10F, 0x1.343d92p-10F,
    0x1.30d8aap-10F, 0x1.2d7894p-10F, 0x1.2a1d5ep-10F, 0x1.26c714p-10F, 0x1.2375c2p-10F, 0x1.202976p-10F,
    0x1.1ce23cp-10F, 0x1.19a01ep-10F, 0x1.166328p-10F, 0x1.132b64p-10F, 0x1.0ff8dep-10F, 0x1.0ccbap-10F,
    0x1.09a3b2p-10F, 0x1.06811ep-10F, 0x1.0363ecp-10F, 0x1.004c28p-10F, 0x1.fa73acp-11F, 0x1.f45a02p-11F,
    0x1.ee4b5ep-11F, 0x1.e847cep-11F, 0x1.e24f62p-11F, 0x1.dc6226p-11F, 0x1.d68026p-11F, 0x1.d0a96cp-11F,
    0x1.cade06p-11F, 0x1.c51dfep-11F, 0x1.bf695ap-11F, 0x1.b9c028p-11F, 0x1.b4226cp-11F, 0x1.ae903p-11F,
    0x1.a9097ap-11F, 0x1.a38e52p-11F, 0x1.9e1ebcp-11F, 0x1.98babep-11F, 0x1.93625cp-11F, 0x1.8e159ap-11F,
    0x1.88d47ep-11F, 0x1.839f06p-11F, 0x1.7e7538p-11F, 0x1.795712p-11F, 0x1.74449ap-11F, 0x1.6f3dccp-11F,
    0x1.6a42aap-11F, 0x1.655332p-11F, 0x1.606f66p-11F, 0x1.5b974p-11F,  0x1.56cacp-11F,  0x1.5209e4p-11F,
    0x1.4d54a8p-11F, 0x1.48ab08p-11F, 0x1.440cfep-11F, 0x1.3f7a8ap-11F, 0x1.3af3a2p-11F, 0x1.367842p-11F,
    0x1.320866p-11F, 0x1.2da404p-11F, 0x1.294b18p-11F, 0x1.24fd98p-11F, 0x1.20bb7cp-11F, 0x1.1c84bep-11F,
    0x1.185954p-11F, 0x1.143936p-11F, 0x1.102458p-11F, 0x1.0c1ab2p-11F, 0x1.081c3ap-11F, 0x1.0428e2p-11F,
    0x1.0040a4p-11F, 0x1.f8c6e4p-12F, 0x1.f1228p-12F,  0x1.e99404p-12F, 0x1.e21b58p-12F, 0x1.dab864p-12F,
    0x1.d36b0cp-12F, 0x1.cc3336p-12F, 0x1.c510c6p-12F, 0x1.be03ap-12F,  0x1.b70ba8p-12F, 0x1.b028c2p-12F,
    0x1.a95adp-12F,  0x1.a2a1b4p-12F, 0x1.9bfd4ep-12F, 0x1.956d82p-12F, 0x1.8ef22cp-12F, 0x1.888b32p-12F,
    0x1.82386ep-12F, 0x1.7bf9c2p-12F, 0x1.75cf0cp-12F, 0x1.6fb82cp-12F, 0x1.69b4fep-12F, 0x1.63c56p-12F,
    0x1.5de93p-12F,  0x1.58204ap-12F, 0x1.526a8cp-12F, 0x1.4cc7d2p-12F, 0x1.4737f6p-12F, 0x1.41bad6p-12F,
    0x1.3c504cp-12F, 0x1.36f834p-12F, 0x1.31b268p-12F, 0x1.2c7ec4p-12F, 0x1.275d22p-12F, 0x1.224d5ep-12F,
    0x1.1d4f4ep-12F, 0x1.1862dp-12F,  0x1.1387bap-12F, 0x1.0ebdeap-12F, 0x1.0a0536p-12F, 0x1.055d78p-12F,
    0x1.00c68ap-12F, 0x1.f8808ap-13F, 0x1.ef9502p-13F, 0x1.e6ca32p-13F, 0x1.de1fc8p-13F, 0x1.d59576p-13F,
    0x1.cd2aeep-13F, 0x1.c4dfe4p-13F, 0x1.bcb404p-13F, 0x1.b4a704p-13F, 0x1.acb892p-13F, 0x1.a4e862p-13F,
    0x1.9d3624p-13F, 0x1.95a188p-13F, 0x1.8e2a42p-13F, 0x1.86d002p-13F, 0x1.7f927ap-13F, 0x1.78715ap-13F,
    0x1.716c56p-13F, 0x1.6a831ep-13F, 0x1.63b564p-13F, 0x1.5d02dep-13F, 0x1.566b3ap-13F, 0x1.4fee2cp-13F,
    0x1.498b68p-13F, 0x1.4342ap-13F,  0x1.3d1388p-13F, 0x1.36fdd2p-13F, 0x1.310134p-13F, 0x1.2b1d6p-13F,
    0x1.25520cp-13F, 0x1.227278p-14F};

inline constexpr int deepestLevel = 8;

/// Tap j weighs the pixels `middle − j` and `middle + 1 + j`, where `middle` = 2^level · i + 2^(level − 1) −
/// 1 for sample i. Precondition: 1 ≤ level ≤ deepestLevel.
[[nodiscard]] constexpr std::span<const float> decimationTaps(int level) {
  assert(level >= 1 && level <= deepestLevel);
  switch (level) {
    case 1:
      return decimationTaps1;
    case 2:
      return decimationTaps2;
    case 3:
      return decimationTaps3;
    case 4:
      return decimationTaps4;
    case 5:
      return decimationTaps5;
    case 6:
      return decimationTaps6;
    case 7:
      return decimationTaps7;
    default:
      return decimationTaps8;
  }
}

}  // namespace gradevault
